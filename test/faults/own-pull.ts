import { insist, type Stage, until } from '../../src/stand-ins/stage.ts'
import { deliver } from '../../src/stand-ins/story-end.ts'
import { approvalCard, says, shownCard } from '../../src/stand-ins/story-seen.ts'
import { textOnMain } from './by-hand.ts'

const MODEL = 'models/flight-delay.yaml'

/** Dana goes back by a pull request of her own: Bo approves it in Slack, Chen by a review, and Kedge merges it. */
export async function fromOwnPullToDelivery(stage: Stage): Promise<void> {
  const { slack, github } = stage.air
  stage.clock.set('2001-04-17T14:00:00Z')
  await stage.watch()
  const dana = github.person('dana')
  const back = (await textOnMain(stage, MODEL)).replace('  version: 1.1.0', '  version: 1.0.0')
  await dana.push('back', { [MODEL]: back }, 'Go back')
  const pull = await dana.open('back', 'Go back to 1.0.0')
  await github.settled()
  await until(stage, 'the card', () => says(approvalCard(stage), '0 of 2'))
  await insist(
    stage,
    'Bo’s approval',
    () => slack.person('U0BO').press(shownCard(stage), 'kedge:approve'),
    () => says(approvalCard(stage), '1 of 2'),
  )
  await github.person('chen').review(pull, 'APPROVE', 'The evidence holds.')
  await deliver(stage)
}
