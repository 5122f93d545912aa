import { expect, test } from 'vitest'
import { readAhead } from '../../src/edges/read-ahead.ts'
import { INVENTORY } from '../../src/repository/inventory.ts'
import { readFile } from '../../src/repository/read-file.ts'
import { repository } from '../fixtures/world.ts'

const { files } = repository
const one = files['models/flight-delay.yaml']?.text ?? ''

/** Good ones, and of each hundred one that is no YAML, one that fits no schema, one with a warning, one of no kind. */
function estate(models: number) {
  const texts = Array.from({ length: models }, (_, i) => {
    const text = one.replace('id: flight-delay', `id: model-${i}`)
    const odd = [
      `${text}: [`,
      text.replace(/^tier: .*$/m, 'tier: odd'),
      text.replace(/^tags: .*$/m, 'tags: [no]'),
      'kind: none\n',
    ][i % 100]
    return [`models/model-${i}.yaml`, { text: odd ?? text, blob: '' }] as const
  })
  return Object.fromEntries(texts)
}

test('[B12] two threads read what one reads, with the same problems at the same lines', async () => {
  const files = estate(700)
  const ahead = await readAhead(files, 500)
  expect(ahead.size).toBe(700)
  for (const [path, { text }] of Object.entries(files)) {
    const { positions, ...alone } = readFile(path, text, INVENTORY)
    const { positions: there, ...read } = ahead.get(path) ?? readFile('', '', INVENTORY)
    expect(read).toStrictEqual(alone)
    expect(there.of(['owners'])).toEqual(positions.of(['owners']))
  }
  const problems = [...ahead.values()].flatMap(file => file.problems.map(({ code }) => code))
  expect(new Set(problems)).toEqual(new Set(['bad-yaml', 'wrong-choice', 'yaml-1.1', 'unknown-kind']))
})

test('[B12] data of either thread have no prototype, however deep', async () => {
  const ahead = await readAhead(estate(500), 500)
  const bare = (value: unknown): boolean =>
    typeof value !== 'object' ||
    value === null ||
    ((Array.isArray(value) || Object.getPrototypeOf(value) === null) && Object.values(value).every(bare))
  expect([...ahead.values()].filter(({ data }) => !bare(data))).toEqual([])
})

test('few models are not worth a thread', async () => {
  expect(await readAhead(files)).toEqual(new Map())
})
