/** The end of the day: from the merge to the recovery. */
import { type Stage, until } from './stage.ts'
import { day, untilMeasured } from './story-days.ts'
import { APPROVALS, api, approvalCard, card, nothing, OPS, pullNumber, says, tellPull } from './story-seen.ts'

/** The check turns green, it merges with the expected commit, and the workflow brings 1.0.0 to where it runs. */
export async function deliver(stage: Stage): Promise<void> {
  const pull = await pullNumber(stage)
  await stage.air.github.settled()
  await until(stage, 'the merge', async () => {
    await stage.reconcile()
    return (await api(stage, `pulls/${pull}`)).merged === true
  })
  await until(stage, 'the run', async () => {
    await stage.air.github.settled()
    await stage.reconcile()
    // A bot that was started again may see the version run before it has followed the delivery to its end.
    return says(approvalCard(stage), 'elivered') || says(approvalCard(stage), '1.0.0 runs')
  })
  stage.tell({ is: 'chapter', title: 'Merged and delivered', at: stage.clock.now() })
  await tellPull(stage)
  stage.clock.set('2001-04-23T10:00:00Z')
  await stage.watch()
  const done = await untilMeasured(
    stage,
    'the observed version',
    () => says(approvalCard(stage), '1.0.0 runs') && approvalCard(stage),
  )
  stage.tell({ is: 'card', where: `#${APPROVALS}`, message: done || nothing() })
}

/** Two good weeks, and the case closes itself with its times. */
export async function recover(stage: Stage): Promise<void> {
  for (const monday of ['04-30', '05-07', '05-14']) await day(stage, monday)
  const closed = await untilMeasured(stage, 'the recovery', () => {
    const shown = card(stage, 'Onset')
    return shown && says(shown, 'Onset') && shown
  })
  stage.tell({ is: 'chapter', title: 'Recovered', at: stage.clock.now() })
  stage.tell({ is: 'card', where: `#${OPS}`, message: closed })
  await until(stage, 'the last word', () => stage.air.slack.thread(OPS, closed.ts).find(m => says(m, 'Recovered')))
  await stage.watch()
}
