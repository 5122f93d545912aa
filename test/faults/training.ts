import { insist, until } from '../../src/stand-ins/stage.ts'
import { untilMeasured } from '../../src/stand-ins/story-days.ts'
import { APPROVALS, nothing, says } from '../../src/stand-ins/story-seen.ts'
import { madeVersion, post } from '../fixtures/api.ts'
import type { Here } from '../fixtures/stage-here.ts'
import { mergeByHand, openPull } from './by-hand.ts'

/** Ana asks in Slack that it is trained anew; what came of it is registered, and the promotion of it delivered. */
export async function fromRetrainingToDelivery(here: Here): Promise<void> {
  const { stage } = here
  stage.clock.set('2001-03-27T14:00:00Z')
  await stage.watch()
  const change = await trained(here)
  const pull = await insist(
    stage,
    'the promotion',
    () => registers(here, change),
    () => openPull(stage),
  )
  await fromPromotionToDelivery(here, pull)
}

/** Fay approves it in Slack, it is merged by hand, and seen to run. */
export async function fromPromotionToDelivery(here: Here, pull: number): Promise<void> {
  const { stage } = here
  await until(stage, 'its card', () => says(cardOf(here, 'promote'), '0 of 1'))
  await insist(
    stage,
    'Fay’s approval',
    () => stage.air.slack.person('U0FAY').press(cardOf(here, 'promote') ?? nothing(), 'kedge:approve'),
    () => says(cardOf(here, 'promote'), '1 of 1'),
  )
  await mergeByHand(stage, 'mara', pull)
  await until(stage, 'the delivery', async () => {
    await stage.air.github.settled()
    return says(cardOf(here, 'promote'), 'elivered') || says(cardOf(here, 'promote'), '1.2.0 runs')
  })
  stage.clock.set('2001-03-27T14:40:00Z')
  await stage.watch()
  await untilMeasured(stage, 'the observed version', () => says(cardOf(here, 'promote'), '1.2.0 runs'))
}

/** The request, approved by a review and merged by hand, until its training has ended. Gives the change. */
async function trained(here: Here): Promise<string> {
  const { stage } = here
  const { github, slack } = stage.air
  const words = '/kedge retrain flight-delay because the summer timetable is new to it'
  await slack.person('U0ANA').command('flight-ops', words)
  await until(stage, 'the card', () => says(cardOf(here, 'train anew'), '0 of 1'))
  const pull = (await openPull(stage)) ?? nothing()
  await github.person('chen').review(pull, 'APPROVE', 'Yes, it is time.')
  await github.settled()
  await mergeByHand(stage, 'dana', pull)
  const [row] = await here.bot.world.store.subjects({ kind: 'change' })
  const { subject } = row ?? nothing()
  await until(stage, 'the end of the training', async () => {
    await github.settled()
    return (await here.bot.world.store.events(subject)).some(({ type }) => type === 'change.delivered')
  })
  return subject
}

/** As a training workflow does, with one key for all its tries. */
async function registers({ url, stage }: Here, change: string): Promise<void> {
  const trained = { ...madeVersion.trained, to: '2001-03-18' }
  const gates = { passed: '2001-03-19', evidence: 'Hold-out of 12 to 18 March' }
  const made = { ...madeVersion, trained, gates, change: `${change}:flight-delay` }
  await post(`${url}/v1/versions`, made, { now: stage.clock.now, key: `run-of-${change.replace('/', '-')}` })
}

export const cardOf = ({ stage }: Here, words: string) =>
  stage.air.slack
    .messages(APPROVALS)
    .find(m => m.blocks.some(b => b.type === 'header' && b.text.text.includes(`: ${words}`)))
