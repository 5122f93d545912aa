/** One day with Kedge on real flights, told by what people see: from the warning to the recovery. */
import { insist, type Stage, until } from './stage.ts'
import { day, untilMeasured } from './story-days.ts'
import { deliver, recover } from './story-end.ts'
import {
  APPROVALS,
  approvalCard,
  card,
  checkOf,
  commented,
  headBranch,
  last,
  nothing,
  OPS,
  pullNumber,
  says,
  shownCard,
  tellPull,
} from './story-seen.ts'

export const REASON =
  'Since the summer timetable the notices are wrong too often; 1.0.0 does better on the same flights.'

/** Mondays from the first whole week of data to the one before the timetable changed. */
const QUIET = ['02-05', '02-12', '02-19', '02-26', '03-05', '03-12', '03-19', '03-26', '04-02']

/** Nine quiet weeks, one of them bad for both versions and left alone; then the warning, and a week later the breach. */
export async function toTheBreach(stage: Stage): Promise<void> {
  for (const monday of QUIET) await day(stage, monday)
  stage.tell({
    is: 'chapter',
    title: 'Nine weeks: nothing to say, also not about the bad week of 19 February',
    at: stage.clock.now(),
  })
  for (const date of ['04-03', '04-04', '04-05']) await day(stage, date)
  const warning = await untilMeasured(stage, 'the warning', () =>
    stage.air.slack.messages(OPS).find(m => says(m, 'Warning')),
  )
  stage.tell({ is: 'chapter', title: 'The warning: flights the model never saw', at: stage.clock.now() })
  stage.tell({ is: 'card', where: `#${OPS}`, message: warning })
  await day(stage, '04-09')
  await day(stage, '04-16')
  const breach = await untilMeasured(stage, 'the card of the breach', () => card(stage, 'Roll back to 1.0.0'))
  stage.tell({ is: 'chapter', title: 'The breach: two bad weeks in a row, one case, one card', at: stage.clock.now() })
  stage.tell({ is: 'card', where: `#${OPS}`, message: breach })
  await day(stage, '04-23')
  const edited = await untilMeasured(stage, 'the edited card', () => {
    const now = card(stage, 'Roll back to 1.0.0')
    return now && says(now, '3 bad weeks') && now
  })
  stage.tell({ is: 'chapter', title: 'Another bad week edits the same card', at: stage.clock.now() })
  const edits = stage.air.slack.edits(edited.ts)
  stage.tell({
    is: 'card',
    where: `#${OPS}`,
    message: edited,
    note: `edited ${edits} ${edits === 1 ? 'time' : 'times'}`,
  })
}

/** Ana presses the button, says why, and the pull request, its check and the approval card appear. */
export async function askForTheRollback(stage: Stage): Promise<void> {
  const { slack } = stage.air
  const ana = slack.person('U0ANA')
  stage.clock.set('2001-04-23T09:12:00Z')
  stage.tell({ is: 'chapter', title: 'Ana asks for the rollback', at: stage.clock.now() })
  const modal = await insist(
    stage,
    'the form',
    () => ana.press(card(stage, 'Roll back') ?? nothing(), 'kedge:rollback'),
    () => ana.modal(),
  )
  stage.tell({ is: 'act', who: 'Ana', does: 'presses Roll back to 1.0.0 and sees a form' })
  stage.tell({ is: 'card', where: 'only Ana', message: modal })
  await insist(
    stage,
    'the pull request',
    () => ask(stage),
    () => approvalCard(stage),
  )
  const told = await until(stage, 'the words to Ana', () => last(ana.whispers()))
  stage.tell({ is: 'card', where: 'only Ana', message: told })
  const shown = await until(stage, 'the check', async () => (await checkOf(stage)) !== undefined && approvalCard(stage))
  await tellPull(stage)
  stage.tell({ is: 'card', where: `#${APPROVALS}`, message: shown })
}

async function ask(stage: Stage): Promise<void> {
  const ana = stage.air.slack.person('U0ANA')
  if (!ana.modal()) await ana.press(card(stage, 'Roll back') ?? nothing(), 'kedge:rollback')
  const refused = await ana.submit({ reason: '   because   ' })
  if (refused.body?.response_action === 'errors')
    stage.tell({ is: 'act', who: 'Ana', does: `writes too little: ${Object.values(refused.body.errors)[0]}` })
  await ana.submit({ reason: REASON })
}

/** Who asked is refused; two approve; a push in between asks anew; the old card is refused; two approve again. */
export async function approve(stage: Stage): Promise<void> {
  const { slack, github } = stage.air
  const [ana, bo] = [slack.person('U0ANA'), slack.person('U0BO')]
  const before = ana.whispers().length
  stage.clock.set('2001-04-23T09:20:00Z')
  stage.tell({ is: 'chapter', title: 'Approvals', at: stage.clock.now() })
  await insist(
    stage,
    'the refusal',
    () => ana.press(shownCard(stage), 'kedge:approve'),
    () => ana.whispers().length > before,
  )
  stage.tell({ is: 'act', who: 'Ana', does: 'presses Approve' })
  stage.tell({ is: 'card', where: 'only Ana', message: last(ana.whispers()) ?? nothing() })
  const old = bo.payload.press(shownCard(stage), 'kedge:approve')
  await insist(
    stage,
    'Bo’s approval',
    () => bo.press(shownCard(stage), 'kedge:approve'),
    () => says(approvalCard(stage), '1 of 2'),
  )
  stage.tell({ is: 'act', who: 'Bo', does: 'approves in Slack: 1 of 2' })
  stage.clock.set('2001-04-23T09:25:00Z')
  const pull = await pullNumber(stage)
  await github
    .person('dana')
    .push(
      await headBranch(stage, pull),
      { 'models/flight-delay.yaml': await commented(stage, pull) },
      'Say where the timetable changed',
    )
  await github.settled()
  await stage.reconcile()
  await until(stage, 'the cleared tally', () => says(approvalCard(stage), '0 of 2'))
  stage.tell({ is: 'act', who: 'Dana', does: 'pushes a commit to the branch: 0 of 2' })
  const told = await until(stage, 'the reason', () => slack.messages(APPROVALS).find(m => says(m, 'Asked anew')))
  stage.tell({ is: 'card', where: `thread in #${APPROVALS}`, message: told })
  const whispers = bo.whispers().length
  let click = 0
  const fresh = () => ({ ...old, trigger_id: `${old.trigger_id}.${click++}` })
  await insist(
    stage,
    'the refusal of the old card',
    () => slack.raw('interactive', fresh()),
    () => bo.whispers().length > whispers,
  )
  stage.tell({ is: 'act', who: 'Bo', does: 'presses Approve on the old card' })
  stage.tell({ is: 'card', where: 'only Bo', message: last(bo.whispers()) ?? nothing() })
  await insist(
    stage,
    'Bo’s second approval',
    () => bo.press(shownCard(stage), 'kedge:approve'),
    () => says(approvalCard(stage), '1 of 2'),
  )
  stage.tell({ is: 'act', who: 'Bo', does: 'approves again: 1 of 2' })
  stage.clock.set('2001-04-23T09:40:00Z')
  await github.person('chen').review(pull, 'APPROVE', 'The evidence holds.')
  stage.tell({ is: 'act', who: 'Chen', does: 'approves by a review on GitHub: 2 of 2' })
}

export async function wholeStory(stage: Stage): Promise<void> {
  await toTheBreach(stage)
  await askForTheRollback(stage)
  await approve(stage)
  await deliver(stage)
  await recover(stage)
}
