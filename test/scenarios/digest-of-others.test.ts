/** What a digest of one model hears of another: nothing, and none of its numbers counts it. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { opens } from './opens.ts'
import { MODEL, scenario } from './world.ts'

const text = readFileSync(MODEL, 'utf8').replace('channels: [C0FLIGHTOPS,', 'channels: [C0FLIGHTOPS, C0LUNCH,')
const other = (id: string, channel: string) => {
  const named = text.replace('id: flight-delay', `id: ${id}`).replace('name: Flight delay forecast', `name: The ${id}`)
  return { [`models/${id}.yaml`]: named.replace('channel: C0FLIGHTOPS', `channel: ${channel}`) }
}
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
const ofThird = (audience: string) =>
  daily('third-daily', 'C0LUNCH', `audience: ${audience}\nappliesTo: { models: [third] }\n`)
const inOtherWords = (file: string) => file.replace('Above 5 minutes', 'Above five minutes')

/** Dana opens a pull request about these files, an administrator merges it, and a day passes. */
async function merged(it: Awaited<ReturnType<typeof scenario>>, paths: readonly string[]) {
  it.clock.move(300_000)
  await opens(it, 'dana', Object.fromEntries(paths.map(path => [path, inOtherWords])), 'Say it better')
  await it.passes({ hours: 3 })
  it.unprotect()
  await it.air.github.person('root').call('PUT', '/repos/acme/models/pulls/1/merge', {})
  await it.settle()
  await it.reconciles()
  await it.passes({ hours: 21 })
  await it.reconciles()
}

test.each([
  ['operations', ['models/second.yaml', MODEL]],
  ['executive', [MODEL]],
])(
  '[E5] [R39] what a person changes in other models is no news in the digest of %s of a third, and not counted there',
  async (audience, paths) => {
    const files = {
      ...{ [MODEL]: text, ...other('second', 'C0FLIGHTOPS'), ...other('third', 'C0LUNCH') },
      ...ofThird(audience),
      ...daily('cio-daily', 'C0APPROVALS', 'audience: executive\n'),
    }
    const it = await scenario({ at: '2001-03-06T15:00:00Z', files })
    await it.watch()
    await it.reconciles()
    await it.passes({ hours: 24 })
    await it.reconciles()
    await merged(it, paths)
    const told = it.digests('lunch').at(-1) ?? ''
    expect(told).not.toMatch(/Say it better|asked for|1 change merged|pieces? of news/)
    const names = paths.length > 1 ? 'Flight delay forecast and The second' : 'Flight delay forecast'
    const cio = (it.digests('approvals').at(-1) ?? '').split('\n').filter(line => /Dana|edit|change merged/.test(line))
    expect(cio.join('\n')).toContain(`${names}, edit merged`)
    expect(cio.join('\n')).toContain('1 change merged')
  },
  60_000,
)
