/** A file that becomes another kind is judged by the rules of what it was, and by those of what it is to be. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { opens } from './opens.ts'
import { MODEL, scenario } from './world.ts'

const sample = readFileSync(MODEL, 'utf8')
const SECRET = sample
  .replace('id: flight-delay', 'id: crew-pay')
  .replace(/^name: .*$/m, 'name: Secret crew pay')
  .replace('tier: medium', 'tier: high')
  .replace('channels: [C0FLIGHTOPS, C0APPROVALS]', 'channels: [C0FLIGHTOPS]')
const SOURCE = readFileSync('models/flight-records.yaml', 'utf8').replace('id: flight-records', 'id: crew-pay')
const PATH = 'models/crew-pay.yaml'

test('[C4] [C7] a model that becomes a data source is approved as the model it was, and shown where that is shown', async () => {
  const it = await scenario({ files: { [PATH]: SECRET } })
  await opens(it, 'dana', { [PATH]: () => SOURCE }, 'Tidy')
  expect(it.chat('approvals')).not.toMatch(/Secret crew pay/)
  const card = it.card('flight-ops')
  expect(card).toContain('(register, retire and edit)')
  expect(card).toContain('models/crew-pay.yaml: model Secret crew pay (crew-pay) deleted')
  expect(card).toContain('models/crew-pay.yaml: new data source Flight records (crew-pay)')
  await it.presses('chen', 'Approve', 'flight-ops')
  await it.presses('bo', 'Approve', 'flight-ops')
  expect((await it.check()).conclusion).not.toBe('success')
  it.clock.move(5000)
  await it.reviews('fay')
  expect((await it.check()).conclusion).toBe('success')
})

test.each(['foo: 1\n', 'kind: 3\nid: crew-pay\n', 'kind: modle\n', 'kind: [\n', 'null\n', '- a\n'])(
  '[C4] [C7] a hidden model that is made %j is shown where it was',
  async text => {
    const it = await scenario({ files: { [PATH]: SECRET } })
    await opens(it, 'dana', { [PATH]: () => text }, 'Tidy')
    expect(it.chat('approvals')).not.toMatch(/Secret crew pay/)
  },
)

test('[C4] [C7] a data source that becomes a model is approved as that model', async () => {
  const it = await scenario({ files: { [PATH]: SOURCE } })
  await opens(it, 'dana', { [PATH]: () => SECRET }, 'Tidy')
  expect(it.chat('approvals')).not.toMatch(/Secret crew pay/)
  expect(it.card('flight-ops')).toContain('(register and edit)')
  await it.presses('chen', 'Approve', 'flight-ops')
  expect((await it.check()).conclusion).not.toBe('success')
})

test('[C5] [R16] a promise that becomes a regulation takes the word of both its sides', async () => {
  const it = await scenario()
  const clause = 'clauses:\n  a: { title: One, says: It is something to cite and nothing else., applies: 2000-02-02 }'
  const regulation = `kind: regulation\nid: answer-breach\nname: N\nissuer: I\nbecause: It is something to cite, and nothing else.\nversion: One\npublished: 2000-07-12\nsource: https://example.com/x\nnotice: No legal advice, only words.\n${clause}\n`
  await opens(it, 'dana', { 'policies/answer-breach.yaml': () => regulation }, 'Tidy')
  const check = `${(await it.check()).output.summary}`
  expect(check).toContain('agreed-answer-breach-by-mara')
  await it.presses('chen', 'Approve')
  expect((await it.check()).conclusion).not.toBe('success')
})

test('[C7] a move back is called so in the list of its card as in its head, in whatever order its versions are put', async () => {
  const it = await scenario()
  const [, a = '', b = ''] = /( {2}1\.0\.0:\n(?: {4}.*\n)+)( {2}1\.1\.0:\n(?: {4}.*\n)+)/.exec(sample) ?? []
  await opens(
    it,
    'dana',
    { [MODEL]: t => t.replace(a + b, b + a).replace('  version: 1.1.0', '  version: 1.0.0') },
    'Go',
  )
  expect(it.card('approvals')).toContain('rollback and edit')
  expect(it.card('approvals')).toContain('rolled back from 1.1.0 to 1.0.0')
})
