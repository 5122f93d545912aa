import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { opens } from './opens.ts'
import { MODEL, opened, type Scenario, scenario } from './world.ts'

const TAGGED = `kind: guardrail
id: tagged
because: >-
  Whoever pays for a model has to find it by a tag, ${'or nobody can say at the end of a year what it costs whom. '.repeat(8)}
fix: Add a tag of the cost centre. ${'Ask the controller which one it is, and write it down. '.repeat(8)}
severity: warn
judges: model
expect: { ===: [{ var: model.tier }, high] }
examples:
  - { facts: { model: { tier: high } }, then: pass }
  - { facts: { model: { tier: medium } }, then: fail }
`

/** Models whose files sort before the sample’s own, in which somebody writes more tags; there a limit is loosened. */
async function tagsAndLoosens(models: number, tags: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const ids = Array.from({ length: models }, (_, i) => `a-model-${i}`)
  const sample = readFileSync(MODEL, 'utf8')
  const another = (id: string) =>
    sample.replace('id: flight-delay', `id: ${id}`).replace(/^name: .*$/m, `name: Forecast ${id}`)
  const it = await scenario({ files: { ...more, ...Object.fromEntries(ids.map(id => [pathOf(id), another(id)])) } })
  await it.watch()
  const tagged = (text: string) => text.replace('tags: [sample]', `tags: [sample, ${tags.join(', ')}]`)
  const edits = Object.fromEntries(ids.map(id => [pathOf(id), tagged]))
  await opens(it, 'ana', { ...edits, [MODEL]: loosened }, 'Tag models')
  return it
}

/** As on a card that was drawn when there was no such rule. */
async function approvesAllTheSame(it: Scenario, name: string) {
  const press = it.person(name).payload.press(it.holding('approvals', 'Deny'), 'kedge:deny')
  const actions = press.actions.map((action: object) => ({ ...action, action_id: 'kedge:approve' }))
  await it.air.slack.raw('interactive', { ...press, actions })
  await it.settle()
}

const pathOf = (id: string) => `models/${id}.yaml`
const loosened = (text: string) => text.replace('limit: 18.5', 'limit: 9999')
const LIMIT = 'models/flight-delay.yaml: limit of Mean error of the forecast loosened from 18.5 to 9999 min'

test('[E2] [attack 58] a long card names first what is grave, each rule once, who is asked, and all that Approve is for', async () => {
  const it = await tagsAndLoosens(14, ['x'], { 'policies/tagged.yaml': TAGGED })
  const card = it.card('approvals')
  const files = card.split('\n').filter(line => line.startsWith('• models/'))
  expect(files).toHaveLength(15)
  expect(files[0]).toBe(`• ${LIMIT}`)
  expect(files[1]).toBe('• models/a-model-0.yaml: x added to tags')
  expect(card.match(/✗ tagged/g)).toHaveLength(1)
  expect(card).toContain('✗ tagged fail (warn) on 15 models: a-model-0, a-model-1, a-model-10 and 12 more.')
  expect(card).toMatch(/^○ model-validation: @U0CHEN or @U0FAY$/m)
  expect(card).toContain('>Tag models')
  expect(card).toContain('A vote is for what stands here')
  expect(card).not.toContain('do not fit')
  await it.presses('chen', 'Approve')
  expect(await it.check()).toMatchObject({ conclusion: 'success' })
})

test('[E2] [attack 58] what has no room on its card is not approved there: a review of all of it counts', async () => {
  const tags = Array.from({ length: 60 }, (_, i) => `cost-centre-${i}-of-the-operations`)
  const it = await tagsAndLoosens(5, tags)
  const card = it.card('approvals')
  expect(card).toContain(LIMIT)
  expect(card).toMatch(/^• … and \d files? more$/m)
  expect(card).toContain('○ model-validation')
  expect(card).toContain('A vote is for what stands here')
  expect(card).toMatch(
    /Too large for a card, so it cannot be approved here: read pull request #1 and approve it by a review there, or split it\.\n\[ Deny \]$/,
  )
  await approvesAllTheSame(it, 'chen')
  expect((await it.events('change')).at(-1)).toMatchObject({ type: 'change.refused', body: { code: 'too-large' } })
  expect(it.whispers('chen').at(-1)).toContain('The change is too large for its card')
  expect(it.card('approvals')).toContain('0 of 1')
  await it.reviews('chen')
  expect(it.card('approvals')).toContain('Approved, 1 of 1')
  expect(await it.check()).toMatchObject({ conclusion: 'success' })
})

/** Of answers that are as long as anybody gives them. */
const REGISTRATION = {
  name: 'Crew delay forecast of the winter timetable, by crew base, fleet and rotation',
  useCase: 'passenger-notices',
  tier: 'medium',
  business: 'mara',
  technical: 'dana',
  version: '2001.4.16-rc.1',
  mode: 'realtime',
  type: 'vendor-black-box-of-an-unknown-make',
}

test('[E2] [C7] a model that is registered by the form stands on its card line by line, and is approved there', async () => {
  const it = await scenario()
  await it.says('ana', 'flight-ops', '/kedge register')
  await opened(() => it.person('ana').modal())
  await it.person('ana').submit(REGISTRATION)
  await it.settle()
  const card = it.card('approvals')
  const [path] = (await it.api(`pulls/${(await it.pull()).number}/files`)).map(
    ({ filename }: { filename: string }) => filename,
  )
  const lines = (await it.file(path, (await it.pull()).head.ref)).trimEnd().split('\n')
  expect(lines.length).toBeGreaterThan(15)
  expect(card).toContain(lines.map(line => `+${line}`).join('\n'))
  expect(card).not.toContain('more line')
  await it.presses('chen', 'Approve')
  expect(await it.check()).toMatchObject({ conclusion: 'success' })
})

/** For a reason of some pages, which goes into the file. */
async function holdsAtLength() {
  const it = await scenario()
  const why = `the readings look wrong ${'since the timetable changed and nobody knows why '.repeat(80)}`
  await it.says('ana', 'flight-ops', `/kedge hold flight-delay for data-in-doubt because ${why}`)
  return it
}

test('[E2] [attack 58] what Kedge planned and its card cannot show as a whole is approved by a review alone', async () => {
  const it = await holdsAtLength()
  const card = it.card('approvals')
  expect(card).toMatch(/Too large for a card, .*\n\[ Deny \] {2}\[ Withdraw \]$/)
  await approvesAllTheSame(it, 'bo')
  expect((await it.events('change')).at(-1)).toMatchObject({ type: 'change.refused', body: { code: 'too-large' } })
  await it.reviews('bo')
  await it.reviews('chen')
  expect(await it.file(MODEL, 'main')).toContain('  hold:')
})

test('[E2] [attack 58] a value that differs only far behind its beginning is shown where it differs', async () => {
  const note = `A note on what it is for. ${'It goes on and on. '.repeat(20)}`
  const sample = readFileSync(MODEL, 'utf8').replace(/^description: .*$(\n +.*$)*/m, '')
  const it = await scenario({ files: { [MODEL]: `${sample}description: ${note}It announces no flight.\n` } })
  await it.watch()
  await opens(it, 'ana', { [MODEL]: text => text.replace('announces no flight', 'announces every flight') }, 'A typo')
  const card = it.card('approvals')
  expect(card).toContain(
    'description changed from …nd on. It announces no flight. to …nd on. It announces every flight.',
  )
  expect(card).toContain('[ Approve ]')
})

test('[E2] [attack 58] a value that is too long for words and for a line of a card is said to be cut, and is not approved there', async () => {
  const it = await scenario()
  await it.watch()
  await opens(
    it,
    'ana',
    { [MODEL]: text => text.replace('tags: [sample]', `tags: [sample, ${'x'.repeat(3001)}]`) },
    'Tag it',
  )
  const card = it.card('approvals')
  expect(card).toContain('x… (2,001 letters more) added to tags')
  expect(card).toMatch(/Too large for a card, .*\n\[ Deny \]$/)
  await approvesAllTheSame(it, 'chen')
  expect((await it.events('change')).at(-1)).toMatchObject({ type: 'change.refused', body: { code: 'too-large' } })
})

test('[E2] [C2] a denial is taken back on a card without Approve by who gave it, and by a review on GitHub', async () => {
  const it = await holdsAtLength()
  const denies = async () => {
    await it.presses('bo', 'Deny')
    return it.submits('bo', 'They are right after all.')
  }
  expect(it.card('approvals')).not.toContain('Take my denial back')
  expect(await denies()).toMatchInlineSnapshot(`
    "Your denial of the hold of Flight delay forecast is recorded; it blocks until you take it back.
    fix: the button of its card takes it back, and so does an approval by a review on GitHub"
  `)
  expect(it.card('approvals')).toContain('Denied')
  expect(it.card('approvals')).toMatch(/\[ Deny \] {2}\[ Take my denial back \] {2}\[ Withdraw \]$/)
  expect(await it.presses('eli', 'Take my denial back')).toMatchInlineSnapshot(`
    "No vote of yours stands here.
    fix: Nothing to do."
  `)
  expect(it.card('approvals')).toContain('Denied')
  expect(await it.presses('bo', 'Take my denial back')).toMatchInlineSnapshot(
    `"Your denial of the hold of Flight delay forecast is taken back; that is no approval."`,
  )
  expect(it.card('approvals')).toContain('0 of 2')
  expect(it.card('approvals')).toMatch(/\[ Deny \] {2}\[ Withdraw \]$/)
  await it.reviews('eli')
  expect(it.card('approvals')).toContain('1 of 2')
  await denies()
  // Whoever approved and did not deny takes nothing back by it.
  expect(await it.presses('eli', 'Take my denial back')).toContain('No denial of yours stands here.')
  // GitHub tells whole seconds, and a yes in the same one lifts no denial.
  it.clock.move(1000)
  await it.reviews('bo')
  await it.reviews('chen')
  expect(await it.file(MODEL, 'main')).toContain('  hold:')
})
