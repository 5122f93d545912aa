import { expect, test } from 'vitest'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { repository } from '../fixtures/world.ts'
import { mergesUnheard, opens } from './opens.ts'
import { MODEL, scenario, steady } from './world.ts'

const limit = (text: string) => text.replace('limit: 18.5', 'limit: 25')
const pushesLess = async (it: Awaited<ReturnType<typeof scenario>>) => {
  const text = (await it.file(MODEL, 'main')).replace('limit: 18.5', 'limit: 24')
  await it.air.github.person('dana').push('dana-loosen-the-limit', { [MODEL]: text }, 'Loosen it less')
  await it.settle()
}
const tally = (card: string) => /\d of \d/.exec(card)?.[0]

test('[C5] a person’s pull request is classified, judged, and shown where those are who may approve it', async () => {
  const it = await scenario()
  await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  expect(it.card('approvals')).toMatchInlineSnapshot(`
    "LOOSEN THE LIMIT
    Waits for approval, 0 of 1, pull request #1, until 19 April 2001, 06:00 UTC.
    ○ model-validation: @U0CHEN or @U0FAY
    Asked for by Dana Okafor (edit), 16 April 2001:
    >Loosen the limit
    • models/flight-delay.yaml: limit of Mean error of the forecast loosened from 18.5 to 25 min
    ✓ 4 rules kept: answered-for, data-used-as-agreed, runs-what-is-wanted and serves-what-passed.
    -    limit: 18.5
    +    limit: 25

    A vote is for what stands here: commit 0000000 onto main, with these files, rules and answers. It counts for nothing else.
    [ Approve ]  [ Deny ]"
  `)
  const { output, conclusion } = await it.check()
  expect(conclusion).toBeNull()
  expect(steady(output.summary)).toMatchInlineSnapshot(`
    "0 of 1 approvals; model-validation to come.

    - ○ **model-validation**: Chen Wei or Fay Osei

    <sub>fix: Ask somebody with the role model-validation to approve.</sub>

    \`\`\`
    pending: 0 of 1 approvals; model-validation to come.
    ├─ ○ approve-medium
    │  └─ ○ model-validation: Chen Wei or Fay Osei
    └─ rules about models and changes
       └─ ✓ 4 rules held
    \`\`\`

    **✓** 1 file of models would change. Nothing blocks; approvals by approve-medium.

    **Flight delay forecast** (model) \`models/flight-delay.yaml\`: edit

    - limit of Mean error of the forecast loosened from 18.5 to 25 min
    - ✓ 4 rules held
    - ○ approve-medium for edit: 1 of model-validation, within 72 hours

    <sub>Sealed as \`0000000\`: head \`0000000\`, base \`main\`, \`models/flight-delay.yaml\` at \`0000000\`, rules \`0000000\`, request \`0000000\` (diff, evidence, reason). Beside it what the rules answer, \`0000000\`.</sub>"
  `)
})

test('[C5] it is approved in Slack or by a review, and the check is the gate for whoever merges it', async () => {
  const it = await scenario()
  const { number } = await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  const merge = () => it.air.github.person('dana').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  await expect(merge()).rejects.toThrow()
  expect(await it.presses('bo', 'Approve')).toContain('None of your roles is asked for here.')
  expect(await it.presses('fay', 'Approve')).toContain('is recorded')
  expect((await it.check()).conclusion).toBe('success')
  await merge()
  await it.settle()
  expect(it.card('approvals')).toContain('Done: merged')
  expect((await it.events('change')).map(({ type, by }) => `${type} by ${by}`)).toContain('change.merged by dana')
})

test('[C5] [attack 27] whoever opened it or pushed to it never counts on it', async () => {
  const it = await scenario()
  await opens(it, 'chen', { [MODEL]: limit }, 'Loosen the limit')
  expect(await it.presses('chen', 'Approve')).toContain('You asked for this change')
  await it.pushes('fay', text => text.replace('limit: 25', 'limit: 24'))
  await it.reviews('fay')
  const { conclusion, output } = await it.check()
  expect(conclusion).toBe('failure')
  expect(output.title).toBe('Nobody can fill model-validation.')
  expect(output.summary).toContain('(wrote-it)')
})

test('[C5] [attack 45] rules are judged by the old ones, approved by their owners, and say what the new ones would say', async () => {
  const it = await scenario()
  const looser = (text: string) => text.replace('severity: block', 'severity: info')
  await opens(it, 'dana', { 'policies/serves-what-passed.yaml': looser }, 'Mind the gates less')
  expect(tally(it.card('approvals'))).toBe('0 of 1')
  expect(await it.presses('bo', 'Approve')).toContain('None of your roles')
  const { output } = await it.check()
  expect(output.summary).toContain('rule owners:')
  expect(output.summary).toContain('severity')
  expect(output.summary).toContain('approve-rules')
  await it.presses('ana', 'Approve')
  expect((await it.check()).conclusion).toBe('success')
})

test('[C5] [attack 45] a change of a model and of the rule that stops it is judged by the rule as it is', async () => {
  const it = await scenario()
  const files = {
    [MODEL]: (text: string) => text.replace('  version: 1.1.0', '  version: 9.9.9'),
    'policies/serves-what-passed.yaml': (text: string) => text.replace('severity: block', 'severity: info'),
  }
  await opens(it, 'dana', files, 'Serve something new')
  const { output, conclusion } = await it.check()
  expect(conclusion).toBe('failure')
  expect(output.summary).toMatch(/✗ .*serves-what-passed|unknown-version/)
})

const holiday = (text: string) => text.replace('2001-07-04]', '2001-07-04, 2001-09-03]')

test('[C5] (R16) a promise changes when both sides agree, besides whoever owns the rules', async () => {
  const it = await scenario()
  await opens(it, 'dana', { 'policies/answer-breach.yaml': holiday }, 'Close on Labor Day')
  expect((await it.check()).output.summary).toContain('agreed to by mara and ana: a promise takes both sides')
  expect(tally(it.card('approvals'))).toBe('0 of 3')
  await it.presses('chen', 'Approve')
  await it.presses('ana', 'Approve')
  expect(tally(it.card('approvals'))).toBe('2 of 3')
  expect(await it.presses('fay', 'Approve')).toContain('Your roles are filled already')
  expect((await it.check()).conclusion).toBeNull()
  await it.presses('mara', 'Approve')
  expect((await it.check()).conclusion).toBe('success')
})

test('[C5] (R16) who asks for another promise agrees to it, and still approves nothing', async () => {
  const it = await scenario()
  await opens(it, 'ana', { 'policies/answer-breach.yaml': holiday }, 'Close on Labor Day')
  expect(tally(it.card('approvals'))).toBe('0 of 2')
  expect(await it.presses('ana', 'Approve')).toContain('You asked for this change')
  await it.presses('mara', 'Approve')
  await it.presses('chen', 'Approve')
  expect((await it.check()).conclusion).toBe('success')
})

test('[C5] a file that cannot be read fails the check at its line, with the fix, and no vote helps', async () => {
  const it = await scenario()
  await opens(it, 'dana', { [MODEL]: text => text.replace('tier: medium', 'tier: middling') }, 'Change the tier')
  const { output, conclusion, id } = await it.check()
  expect(conclusion).toBe('failure')
  expect(output.title).toContain('The files hold 1 error,')
  expect(output.annotations_count).toBe(1)
  const [annotation] = await it.api(`check-runs/${id}/annotations`)
  expect(annotation).toMatchObject({ path: MODEL, start_line: 10, annotation_level: 'failure' })
  expect(annotation.message).toContain('fix:')
  await it.reviews('chen')
  expect((await it.check()).conclusion).toBe('failure')
})

test('[C5] what moves no model and no rule is let through at once: other files, comments', async () => {
  const it = await scenario()
  await opens(it, 'dana', { 'docs/notes.md': () => 'By the way.' }, 'Say something')
  expect(await it.check()).toMatchObject({ conclusion: 'success', output: { title: 'Moves no model and no rule' } })
  await it.pushes('dana', text => `# Looked at today.\n${text}`)
  expect(await it.check()).toMatchObject({ conclusion: 'success' })
  await it.pushes('dana', limit)
  expect((await it.check()).conclusion).toBeNull()
  expect(tally(it.card('approvals'))).toBe('0 of 1')
})

test('[C5] without a webhook the reconcile loop finds it, and looks at what it let through once', async () => {
  const it = await scenario()
  it.air.github.setWebhookUrl(undefined)
  await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  await it.reconciles()
  expect(tally(it.card('approvals'))).toBe('0 of 1')
})

test('[C5] [attack 30] closed and opened again it is asked for anew, and old votes do not count', async () => {
  const it = await scenario()
  const { number } = await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  await it.presses('fay', 'Approve')
  const set = (state: string) =>
    it.air.github.person('dana').call('PATCH', `/repos/acme/models/pulls/${number}`, { state })
  await set('closed')
  await it.settle()
  expect((await it.check()).conclusion).toBe('failure')
  await set('open')
  await it.settle()
  expect(tally(it.card('approvals'))).toBe('0 of 1')
  expect((await it.check()).conclusion).toBeNull()
})

test('[C5] [R5] a promotion by pull request is delivered and followed as one asked for in Slack', async () => {
  const it = await scenario({ at: '2001-04-17T14:00:00Z' })
  const version =
    '  1.2.0:\n    summary: Learnt anew.\n    gates: { passed: 2001-04-10, evidence: Hold-out of March }\n'
  const newer = (text: string) =>
    text.replace('  version: 1.1.0', '  version: 1.2.0').replace('sources: [', `${version}sources: [`)
  await opens(it, 'dana', { [MODEL]: newer }, 'Promote 1.2.0')
  await it.presses('fay', 'Approve')
  const { number } = await it.pull()
  await it.air.github.person('dana').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  await it.settle()
  const { workflow_runs: runs } = await it.api('actions/runs')
  expect(runs.map((run: { display_title: string }) => run.display_title)).toEqual([
    'Deliver flight-delay 1.2.0 (change/pull-1:flight-delay)',
  ])
  await it.passes({ minutes: 10 })
  expect(it.card('approvals')).toContain('1.2.0 runs')
})

test('[C5] [C7] a freeze blocks what is approved, and lets it go by itself when it ends', async () => {
  const it = await scenario({ at: '2001-04-14T14:00:00Z' })
  const older = (text: string) => text.replace('  version: 1.1.0', '  version: 1.0.0')
  const back = (text: string) => text.replace('  version: 1.0.0', '  version: 1.1.0')
  await it.pushesToMain('dana', MODEL, older)
  await it.air.deliver('1.0.0', it.clock.now())
  await it.watch()
  await opens(it, 'dana', { [MODEL]: back }, 'Promote 1.1.0 again')
  // The comparison is shown as for what is asked for in Slack.
  expect(it.card('approvals')).toMatch(/on the same [\d,]+ cases/)
  await it.presses('fay', 'Approve')
  expect(await it.check()).toMatchObject({
    conclusion: 'failure',
    output: { title: expect.stringContaining('weekend-freeze') },
  })
  await it.passes({ days: 3 })
  await it.reconciles()
  expect(await it.check()).toMatchObject({ conclusion: 'success' })
})

test('[C6] [attack 77] what an administrator merged while Kedge was down is found, told, and owed a review', async () => {
  const it = await scenario()
  await it.watch()
  const { number } = await mergesUnheard(it, { [MODEL]: limit }, 'Loosen the limit')
  await it.reconciles()
  await it.reconciles()
  expect(it.card('approvals')).toContain('A review is owed: it was merged past the check.')
  expect(await it.says('mara', 'approvals', '/kedge approvals')).toContain('1 review is owed.')
  expect(await it.says('bo', 'approvals', `/kedge review ${number} found nothing wrong with it`)).toContain(
    'None of your roles is asked for here.',
  )
  expect(await it.says('dana', 'approvals', `/kedge review ${number} found it is fine`)).toContain('You asked for this')
  expect(await it.says('fay', 'approvals', `/kedge review #${number} found that 25 was agreed with the ops`)).toContain(
    'is recorded',
  )
  expect(it.card('approvals')).toContain('Looked at afterwards by Fay Osei')
  expect(await it.says('mara', 'approvals', '/kedge approvals')).not.toContain('owed')
})

test('[C5] [C6] whoever opened it is called in the thread when it is denied, and told that a new commit asks anew', async () => {
  const it = await scenario()
  await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  await it.presses('chen', 'Deny')
  await it.submits('chen', 'I do not believe it, we should wait.')
  expect(it.thread('approvals')).toMatchInlineSnapshot(
    `"Denied by Chen Wei. @U0DANA: Talk to them: a denial blocks until they take it back, or a new commit is pushed."`,
  )
  await it.presses('chen', 'Approve')
  await it.presses('chen', 'Deny')
  await it.submits('chen', 'It is still too much, as I see it.')
  expect(it.thread('approvals').match(/Denied by/g)).toHaveLength(2)
  expect(it.card('approvals')).toContain('Denied')
  await pushesLess(it)
  expect(await it.presses('chen', 'Approve')).toContain('is recorded')
})

test('[C5] [E3] one whose time is over is told once, and waits for whoever opened it wherever they ask', async () => {
  const it = await scenario()
  await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  it.clock.move(71 * 3_600_000)
  expect(await it.says('dana', 'approvals', '/kedge approvals')).toContain('Nothing waits for you here.')
  for (const hours of [2, 2]) {
    it.clock.move(hours * 3_600_000)
    await it.reconciles()
  }
  expect(it.thread('approvals')).toMatchInlineSnapshot(
    `"Expired. The time to approve ended at 19 April 2001, 06:00 UTC. @U0DANA: Push a new commit: the time to approve begins anew with it."`,
  )
  expect(await it.says('dana', 'approvals', '/kedge approvals')).toMatchInlineSnapshot(`
    "1 of 1 waits for you.
    Loosen the limit, pull request #1, asked for by Dana Okafor, waits for 3 days 3 hours: expired, 0 of 1
    ○ model-validation: nobody approved in time
    Asked by you, and nobody can approve it: The time to approve ended at 19 April 2001, 06:00 UTC. fix: Push a new commit: the time to approve begins anew with it."
  `)
  expect(await it.says('chen', 'approvals', '/kedge approvals')).toContain('Nothing waits for you here.')
  await it.person('dana').openHome()
  await it.settle()
  const home = messageText(it.person('dana').home()?.blocks ?? [])
  expect(home).toContain('Asked by you, and nobody can approve it')
  expect(home).toContain('Push a new commit: the time to approve begins anew with it.')
  await pushesLess(it)
  expect(await it.presses('chen', 'Approve')).toContain('is recorded')
  expect((await it.check()).conclusion).toBe('success')
})

test('[E6] whoever puts a model on hold by a pull request is asked for a reason of the list, at its line', async () => {
  const it = await scenario()
  const held = (reason: string) => (text: string) =>
    text.replace(
      '  mode: batch\n',
      `  mode: batch\n  hold: { since: 2001-04-16,${reason} because: The readings look wrong. }\n`,
    )
  await opens(it, 'dana', { [MODEL]: held('') }, 'Hold the forecast')
  expect((await it.check()).conclusion).toBe('failure')
  expect(it.card('approvals')).toContain('Whoever puts a model on hold says why by the list')
  expect((await it.check()).output.summary).toContain('Whoever puts a model on hold says why by the list')
  const line =
    held('')(await it.file(MODEL, 'main'))
      .split('\n')
      .findIndex(text => text.includes('hold:')) + 1
  const { number } = await it.pull()
  const [remark] = await it.api(`check-runs/${(await it.check()).id}/annotations`)
  expect(remark).toMatchObject({ path: MODEL, start_line: line, annotation_level: 'failure' })
  expect(remark.message).toMatchInlineSnapshot(`
    "Whoever puts a model on hold says why by the list, so that holds can be counted by it.
    fix: Add \`reason\` to \`hold\`, beside \`because\`: being-fixed, waits-for-others, expected, data-in-doubt or small-harm."
  `)
  const { ref } = (await it.pull()).head
  const text = held(' reason: data-in-doubt,')(await it.file(MODEL, 'main'))
  await it.air.github.person('dana').push(ref, { [MODEL]: text }, 'Say why')
  await it.settle()
  expect((await it.pull()).number).toBe(number)
  expect((await it.check()).conclusion).toBeNull()
  expect(it.card('approvals')).toContain('Waits for approval')
})

test('[E6] a model that begins on hold, and one that is on hold already, are asked for none', async () => {
  const hold = '  mode: batch\n  hold: { since: 2001-04-16, because: Not in use yet. }\n'
  const other = 'models/crew-delay.yaml'
  const text = (repository.files[MODEL]?.text ?? '').replace('  mode: batch\n', hold)
  const it = await scenario({ files: { [MODEL]: text } })
  const anew = () => text.replace(/^id: flight-delay/m, 'id: crew-delay').replace(/^name: .*/m, 'name: Crew delay')
  await opens(it, 'dana', { [MODEL]: limit, [other]: anew }, 'Change both')
  expect((await it.check()).output.summary).not.toContain('puts a model on hold')
})
