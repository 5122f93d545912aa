import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { MODEL, opened, type Scenario, scenario } from './world.ts'

const base = readFileSync(MODEL, 'utf8')
const stations = (many: number) =>
  Array.from({ length: many }, (_, i) => `forecast-of-station-${String(i).padStart(2, '0')}`)
const models = (ids: readonly string[], text = base) =>
  Object.fromEntries(
    ids.map((id, i) => [
      `models/${id}.yaml`,
      text.replace(/^id: .*$/m, `id: ${id}`).replace(/^name: .*$/m, `name: Forecast of station ${i}`),
    ]),
  )

/** All pages of an answer, by the command that the note of each gives for the next. */
async function pagesOf(it: Scenario, who: string, line: string): Promise<readonly string[]> {
  const said = await it.says(who, 'flight-ops', line)
  const next = /Page \d+ of \d+\. `?(\/kedge [^`]*? page \d+)`? shows the next/.exec(said)?.[1]
  return next === undefined ? [said] : [said, ...(await pagesOf(it, who, next))]
}

/** How often each is named on them all. */
const counted = (pages: readonly string[], all: RegExp) => {
  const found = pages.flatMap(page => page.match(all) ?? [])
  return { named: found.length, apart: new Set(found).size }
}

test('[E1] reported models are all reached by the pages of /kedge cases', { timeout: 120_000 }, async () => {
  const it = await scenario()
  for (let i = 0; i < 23; i++) {
    await it.person('dana').command('lunch', '/kedge report-ai')
    await opened(() => it.person('dana').modal())
    const where = 'A browser tab of the intranet'
    await it
      .person('dana')
      .submit({ name: `Assistant of floor ${i}`, where, use: 'It answers questions.', personal: 'no' })
    await it.settle()
  }
  const pages = await pagesOf(it, 'ana', '/kedge cases')
  expect(pages).toHaveLength(3)
  expect(counted(pages, /Assistant of floor \d+/g)).toEqual({ named: 23, apart: 23 })
  expect(pages[0]).not.toContain('do not fit')
})

test('[E1] rules that are not kept are all reached by the pages of /kedge audit', { timeout: 120_000 }, async () => {
  const bare = base.replace(/^documents:\n {2}.*\n/m, '')
  const it = await scenario({ files: models(stations(23), bare) })
  await it.watch()
  const pages = await pagesOf(it, 'chen', '/kedge audit')
  expect(pages.length).toBeGreaterThan(2)
  expect(counted(pages, /Forecast of station \d+ does not keep \S+/g)).toEqual({ named: 23, apart: 23 })
})

test('[E1] versions of a model, the newest first, and who reads a source are all reached by the pages of /kedge show', {
  timeout: 120_000,
}, async () => {
  const versions = Array.from(
    { length: 45 },
    (_, i) =>
      `  1.1.${i + 1}:\n    summary: Trained in week ${i}.\n    gates: { passed: 2001-02-01, evidence: Hold-out of January }\n`,
  )
  const ids = stations(45)
  const text = base.replace('sources: [flight-records]', `${versions.join('')}sources: [flight-records]`)
  const it = await scenario({ files: { ...models(ids), [MODEL]: text } })
  const shown = await pagesOf(it, 'ana', '/kedge show Flight delay forecast')
  expect(shown).toHaveLength(3)
  expect(counted(shown, /Trained in week \d+/g)).toEqual({ named: 45, apart: 45 })
  expect(shown[0]).toContain('Trained in week 44')
  expect(shown[0]).toContain('Mean error of the forecast (technical')
  for (const name of ['flight-records', 'passenger-notices']) {
    const pages = await pagesOf(it, 'ana', `/kedge show ${name}`)
    expect(counted(pages, /forecast-of-station-\d+/g)).toEqual({ named: 45, apart: 45 })
    expect(pages[0]).toContain('46 models, of them')
  }
  expect(await it.says('ana', 'flight-ops', '/kedge show flight-records page 4')).toContain('There is no page 4.')
})

test('[E1] long words of versions take no KPI off the pages of /kedge show, and each version stands on one', {
  timeout: 120_000,
}, async () => {
  const why = 'It learnt from two more years of flights, of which the winter of the north-east is the hardest. '.repeat(
    5,
  )
  const versions = Array.from(
    { length: 25 },
    (_, i) =>
      `  1.1.${i + 1}:\n    summary: "Week ${i}: ${why}"\n    gates: { passed: 2001-02-01, evidence: Hold-out of January }\n`,
  )
  const text = base.replace('sources: [flight-records]', `${versions.join('')}sources: [flight-records]`)
  const it = await scenario({ files: { [MODEL]: text } })
  const shown = await pagesOf(it, 'ana', '/kedge show flight-delay')
  expect(counted(shown, /Week \d+:/g)).toEqual({ named: 25, apart: 25 })
  expect(counted(shown, /Mean error of the forecast \(technical/g)).toEqual({ named: 1, apart: 1 })
  expect(shown.join()).not.toContain('not fit')
})

test('[E1] long reasons of exceptions take nothing that was merged off the pages of /kedge audit', {
  timeout: 120_000,
}, async () => {
  const because = 'The vendor writes the evidence in June, when their own yearly review is done. '.repeat(12)
  const waivers = Array.from({ length: 12 }, (_, i) => [
    `policies/late-evidence-${i}.yaml`,
    `kind: waiver
id: late-evidence-${i}
because: "${because}"
rule: serves-what-passed
models: [flight-delay]
owner: chen
granted: { by: chen, on: 2001-04-16 }
expires: 2001-06-30
examples:
  - { on: 2001-04-16, model: flight-delay, then: waived }
  - { on: 2001-07-01, model: flight-delay, then: stands }
`,
  ])
  const it = await scenario({ files: Object.fromEntries(waivers) })
  await it.watch()
  await it.asks()
  await it.presses('bo', 'Approve')
  await it.presses('chen', 'Approve')
  const pages = await pagesOf(it, 'chen', '/kedge audit')
  expect(counted(pages, /late-evidence-\d+: waives/g)).toEqual({ named: 12, apart: 12 })
  expect(counted(pages, /approved by Bo Lindqvist \(/g)).toEqual({ named: 1, apart: 1 })
  expect(pages.join()).not.toContain('not fit')
})
