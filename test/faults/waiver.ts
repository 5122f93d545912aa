import { insist, type Stage, until } from '../../src/stand-ins/stage.ts'
import { APPROVALS, nothing, says } from '../../src/stand-ins/story-seen.ts'
import { mergeByHand, openPull } from './by-hand.ts'

const ASKS =
  '/kedge waive serves-what-passed for flight-delay until 2001-06-30 granted by chen because its gates are being redone'

/** Ana asks in Slack for an exception; who grants it and who owns the rules approve there, and Dana merges it. */
export async function askForWaiver(stage: Stage): Promise<void> {
  const { slack } = stage.air
  await slack.person('U0ANA').command('flight-ops', ASKS)
  await until(stage, 'the card', () => says(cardOf(stage), '0 of 2'))
  for (const [i, who] of ['U0CHEN', 'U0FAY'].entries())
    await insist(
      stage,
      `the approval of ${who}`,
      () => slack.person(who).press(cardOf(stage) ?? nothing(), 'kedge:approve'),
      () => says(cardOf(stage), `${i + 1} of 2`),
    )
  await mergeByHand(stage, 'dana', (await openPull(stage)) ?? nothing())
  await until(stage, 'the end', () => says(cardOf(stage), 'Done: merged'))
}

const cardOf = ({ air }: Stage) =>
  air.slack
    .messages(APPROVALS)
    .find(m => says(m, 'waive-serves-what-passed') && m.blocks.some(b => b.type === 'header'))
