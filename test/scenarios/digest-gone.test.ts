/** What a digest hears of a model whose file is gone, and of rules that came with a change of another model. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { opens } from './opens.ts'
import { MODEL, type Scenario, scenario } from './world.ts'

const text = readFileSync(MODEL, 'utf8').replace('channels: [C0FLIGHTOPS,', 'channels: [C0FLIGHTOPS, C0LUNCH,')
const other = (id: string, channel: string) => ({
  [`models/${id}.yaml`]: text
    .replace('id: flight-delay', `id: ${id}`)
    .replace('name: Flight delay forecast', `name: The ${id}`)
    .replace('channel: C0FLIGHTOPS', `channel: ${channel}`),
})
const daily = (id: string, channel: string, more: string) => ({
  [`policies/${id}.yaml`]: `kind: digest
id: ${id}
because: Whoever answers for it hears of it.
channel: ${channel}
${more}at: "08:00"
timeZone: America/Chicago
begins: 2001-02-01
examples: [{ at: "2001-03-17T08:00:00-06:00", then: 2001-03-17 }]
`,
})
type Edits = Readonly<Record<string, (file: string) => string>>

/** Dana opens it, an administrator merges it, and a day passes. */
async function merged(it: Scenario, edits: Edits, title: string) {
  await it.watch()
  await it.reconciles()
  await it.passes({ hours: 24 })
  await it.reconciles()
  it.clock.move(300_000)
  await opens(it, 'dana', edits, title)
  await it.passes({ hours: 3 })
  it.unprotect()
  await it.air.github.person('root').call('PUT', '/repos/acme/models/pulls/1/merge', {})
  await it.settle()
  await it.reconciles()
  await it.passes({ hours: 21 })
  await it.reconciles()
}

test('[E5] that the file of a model was deleted is news to who answers for all of them, and counted', async () => {
  const files = { ...other('second', 'C0FLIGHTOPS'), ...daily('cio-daily', 'C0APPROVALS', 'audience: executive\n') }
  const it = await scenario({ at: '2001-03-06T15:00:00Z', files })
  const deleted = (() => null) as unknown as Edits[string]
  await merged(it, { 'models/second.yaml': deleted }, 'Take the second away')
  const told = it.digests('approvals').at(-1)
  expect(told).toContain('Take the second away')
  expect(told).toContain('1 change merged')
})

const quicker = (policy: string) =>
  policy
    .replace('withinHours: 24', 'withinHours: 20')
    .replaceAll('hours: 24.01', 'hours: 20.01')
    .replaceAll('hours: 24', 'hours: 20')
    .replaceAll('afterHours: 23', 'afterHours: 19')
const RULE = { 'policies/approve-rollback.yaml': quicker }

test.each([
  ['alone', RULE],
  [
    'with a sentence of another model',
    { ...RULE, [MODEL]: (it: string) => it.replace('Above 5 min', 'Above five min') },
  ],
])('[E5] rules that hold for a model are news of its digest: changed %s', async (_, edits: Edits) => {
  const third = daily('third-daily', 'C0LUNCH', 'audience: compliance\nappliesTo: { models: [third] }\n')
  const files = { [MODEL]: text, ...other('third', 'C0LUNCH'), ...third }
  const it = await scenario({ at: '2001-03-06T15:00:00Z', files })
  await merged(it, edits, 'Quicker way back')
  expect(it.digests('lunch').at(-1)).toContain('Quicker way back')
})
