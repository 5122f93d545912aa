/** The second story: the inputs of another model drift, and its playbook brings about a new version that people approve. */
import { GATE_PLAN_ANEW, GATE_PLAN_PROFILE, gatePlanProfiledAnew } from './gate-plan.ts'
import { messageText } from './slack-text.ts'
import type { SlackMessage } from './slack-workspace.ts'
import { insist, type Stage, until } from './stage.ts'
import { day, untilMeasured } from './story-days.ts'
import { APPROVALS, api, nothing, OPS, says } from './story-seen.ts'

/** What a registry does when a training is over. */
export type Registers = (version: object) => Promise<void>

const NAMED = /GATE[ -]PLAN/
const newest = ({ air }: Stage, channel: string): SlackMessage | undefined =>
  air.slack
    .messages(channel)
    .findLast(m => m.blocks.some(b => b.type === 'header') && NAMED.test(messageText(m.blocks)))
const pulls = (stage: Stage) => api(stage, 'pulls?state=all')

export async function driftStory(stage: Stage, registers: Registers): Promise<void> {
  await toTheDrift(stage)
  await agree(stage, 'chen', 'Train gate-plan anew')
  stage.tell({ is: 'chapter', title: 'Trained: its registry tells of a new version', at: stage.clock.now() })
  await until(stage, 'the training', () => says(newest(stage, APPROVALS), 'waits for its version'))
  stage.clock.set('2001-06-18T14:00:00Z')
  await registers(GATE_PLAN_ANEW)
  await untilMeasured(stage, 'the new version', () => says(newest(stage, APPROVALS), 'PROMOTE'))
  await untilMeasured(stage, 'what its suite comes to', () =>
    says(newest(stage, APPROVALS), 'turnarounds of 1.1.0 passed'),
  )
  await agree(stage, 'fay', 'Promote gate-plan from 1.0.0 to 1.1.0')
  await untilMeasured(stage, 'the new version where it runs', () => says(newest(stage, APPROVALS), '1.1.0 runs'))
  await profileAnew(stage)
  await recovered(stage)
}

/** Quiet weeks; in June Seattle gets a summer of its own, and where its flights go is no more what the plan was learnt from. */
async function toTheDrift(stage: Stage): Promise<void> {
  for (const monday of ['05-21', '05-28', '06-04', '06-11', '06-18']) await day(stage, monday)
  const card = await untilMeasured(stage, 'the case of the second model', () => {
    const shown = newest(stage, OPS)
    return shown && says(shown, 'opened the issue') && says(shown, 'waits for approval') && shown
  })
  const title = 'A second model: its inputs drift, and its playbook asks for a training by itself'
  stage.tell({ is: 'chapter', title, at: stage.clock.now() })
  stage.tell({ is: 'card', where: `#${OPS}`, message: card })
}

/** Somebody of model validation approves what a machine asked for, and Mara merges it: the policy leaves that to people. */
async function agree(stage: Stage, name: string, title: string): Promise<void> {
  const shown = await until(stage, title, () => {
    const found = newest(stage, APPROVALS)
    return found && messageText(found.blocks).includes('[ Approve ]') && found
  })
  stage.tell({ is: 'card', where: `#${APPROVALS}`, message: shown })
  const who = stage.air.slack.person(`U0${name.toUpperCase()}`)
  await insist(
    stage,
    'the approval',
    () => who.press(newest(stage, APPROVALS) ?? nothing(), 'kedge:approve'),
    () => says(newest(stage, APPROVALS), '1 of 1'),
  )
  const of = (await pulls(stage)).find((it: { title: string }) => it.title === title)?.number ?? nothing()
  await insist(
    stage,
    'the merge',
    () => stage.air.github.person('mara').call('PUT', `/repos/acme/models/pulls/${of}/merge`, {}),
    async () => (await api(stage, `pulls/${of}`)).merged === true,
  )
  await stage.air.github.settled()
  stage.tell({ is: 'act', who: name === 'chen' ? 'Chen' : 'Fay', does: `approves; Mara merges #${of}` })
}

/** From now on its inputs are held against what the new version has learnt from; that is a change like any other. */
async function profileAnew(stage: Stage): Promise<void> {
  const title = 'Hold the inputs of gate-plan against what 1.1.0 has learnt from'
  stage.tell({ is: 'chapter', title: 'Dana counts its profile anew, and opens a pull request', at: stage.clock.now() })
  const dana = stage.air.github.person('dana')
  await dana.push('gate-plan-profile', { [GATE_PLAN_PROFILE]: gatePlanProfiledAnew() }, title)
  await dana.open('gate-plan-profile', title)
  await stage.air.github.settled()
  await agree(stage, 'chen', title)
  await until(stage, 'the end of it', () => says(newest(stage, APPROVALS), 'Done'))
}

/** Two weeks like those it has learnt from, the second wholly under the new version, close the case, and its issue with it. */
async function recovered(stage: Stage): Promise<void> {
  for (const monday of ['06-25', '07-02']) await day(stage, monday)
  const closed = await untilMeasured(stage, 'the recovery', () => {
    const shown = newest(stage, OPS)
    return shown && says(shown, 'Onset') && shown
  })
  const issue = await until(stage, 'the end of the issue', async () => {
    const [first] = await api(stage, 'issues?state=closed')
    return first
  })
  stage.tell({ is: 'chapter', title: `Runs and recovered; issue #${issue.number} is closed`, at: stage.clock.now() })
  stage.tell({ is: 'card', where: `#${OPS}`, message: closed })
}
