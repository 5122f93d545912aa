/** A language that nobody speaks, made of the file of English: whatever is not said by that file keeps its plain vowels. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import { accented } from '../fixtures/other-language.ts'
import { REASON, type Scenario, scenario } from '../scenarios/world.ts'

const ROOT = join(import.meta.dirname, '../..')

vi.mock('../../src/words/en.ts', async original => {
  const { inOtherWords } = await import('../fixtures/other-language.ts')
  return inOtherWords(await original<object>())
})

const files = ['models', 'policies'].flatMap(folder =>
  readdirSync(join(ROOT, folder), { encoding: 'utf8', recursive: true })
    .filter(name => name.endsWith('.yaml'))
    .map(name => readFileSync(join(ROOT, folder, name), 'utf8')),
)
/** What is typed has one form in every language. */
const usages = Object.values(commands).map(({ usage }) => usage)
/** Of numbers any is as good as another. */
const evened = (text: string) => text.replace(/\d[\d,.]*/g, '#').replace(/\s+/g, ' ')
/** What people wrote, in files and in forms, is not for a language to say. */
const written = evened([...files, ...usages, REASON].join('\n'))
/** Whole values of files, and words to type: a word of their prose may be one of ours. */
const values = new Set([
  ...files.flatMap(file => file.match(/(?<=[:[,{-]\s*["']?)[\w-]+(?=["']?\s*(?:[\],}#]|$))/gm) ?? []),
  ...usages.flatMap(usage => usage.match(/[\w-]+/g) ?? []),
  // Modes of serving that no model of these has.
  ...['realtime', 'triggered'],
])

/** A word with an accent. */
const SAID = /[\p{L}’'_-]*[áéíóúÁÉÍÓÚ][\p{L}’'_-]*/u
/** Words without a vowel stand alike in either language. */
const EDGES = /^(?:[^aeiou ]*(?: |$))+|(?:(?: |^)[^aeiou ]*)+$/gi

/** Runs of plain words that nobody wrote: said outside the file of the language. */
function unsaid(text: string): readonly string[] {
  const bare = text.replace(/```[\s\S]*?```|`[^`]*`|<[^>]*>|https?:\S+|[\w./-]+\.(?:ya?ml|json|csv|md)\b/g, ' | ')
  const runs = evened(bare.replace(/\n/g, ' | ')).split(/[^\p{L}#’'_ -]/u)
  const plain = runs.flatMap(run => run.split(SAID)).map(run => run.replace(EDGES, ''))
  return plain.filter(run => run !== '' && !(run.includes(' ') ? ` ${written} `.includes(run) : values.has(run)))
}

/** What a block shows, but for what is drawn as code. */
function shownIn(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(shownIn)
  if (typeof part !== 'object' || part === null) return []
  const { type, text, style, alt_text: alt, ...rest } = part as Record<string, unknown>
  const isCode = type === 'rich_text_preformatted' || (style as { code?: boolean } | undefined)?.code === true
  const own = [text, alt].filter(it => typeof it === 'string')
  return isCode ? [] : [...own, ...shownIn(text), ...Object.values(rest).flatMap(shownIn)]
}

/** All that people read of it, in Slack and on GitHub. */
async function told(it: Scenario): Promise<readonly string[]> {
  const people = ['ana', 'bo', 'chen', 'fay'].map(name => it.person(name))
  const views = people.flatMap(person => [person.modal(), person.home()])
  const shown = [...channels(it), ...people.flatMap(person => person.whispers())].map(({ blocks }) => blocks)
  const pulls = await it.api('pulls?state=all')
  const checks = await Promise.all(
    pulls.map(
      async ({ head }: { head: { sha: string } }) => (await it.api(`commits/${head.sha}/check-runs`)).check_runs,
    ),
  )
  const issues = await it.api('issues?state=all')
  return [
    ...[...shown, ...views.map(view => [view?.title, view?.submit, view?.blocks])].flatMap(shownIn),
    ...[...pulls, ...issues].flatMap(({ title, body }) => [title, plainOf(body)]),
    ...checks.flat().flatMap(({ output: { title, summary, text } }) => [title, plainOf(summary), plainOf(text)]),
  ]
}

const channels = (it: Scenario) => ['flight-ops', 'approvals'].flatMap(channel => it.air.slack.messages(channel))

/** Without what is drawn, and what a program reads. */
const plainOf = (body: string | null) =>
  (body ?? '').replace(/```[\s\S]*?```|<!--[\s\S]*?-->|^Kedge-[\w-]+: .*$/gm, ' | ').replace(/\]\([^)]*\)/g, ']')

const press = async (it: Scenario, name: string, button: string, channel = 'approvals') => {
  await it.presses(name, accented(button), channel)
}

test('[E7] a second language is one file: from the breach to the recovery nothing is told in English', {
  timeout: 120_000,
}, async () => {
  const it = await scenario()
  await it.watch()
  await press(it, 'ana', 'It’s mine', 'flight-ops')
  await it.asks()
  const asked = await told(it)
  await press(it, 'bo', 'Approve')
  await press(it, 'chen', 'Approve')
  await it.passes({ hours: 4 })
  await it.person('ana').openHome()
  await it.settle()
  await it.weeks(4)
  const texts = [...asked, ...(await told(it))]
  expect(texts.join('\n')).toMatch(/Récóvéréd/)
  expect(texts.flatMap(unsaid)).toEqual([])
})

test('[E7] nor is what somebody typed answered in English, with and without what it needs', {
  timeout: 120_000,
}, async () => {
  const it = await scenario()
  await it.watch()
  await it.asks()
  const lines = Object.keys(commands).flatMap(word => [`help ${word}`, word, `${word} flight-delay`])
  const forms: string[] = []
  for (const line of ['', 'help', 'chekc', ...lines]) {
    await it.says('ana', 'flight-ops', `/kedge ${line}`)
    forms.push(...shownIn(it.person('ana').modal()))
  }
  await it.says('bo', 'flight-ops', '/kedge drift flight-delay')
  await it.presses('bo', accented('Deny'))
  await it.passes({ days: 2 })
  const texts = [...forms, ...(await told(it))]
  expect(texts.length).toBeGreaterThan(50)
  expect(texts.flatMap(unsaid)).toEqual([])
})

const digestFor = (audience: string) => `
kind: digest
id: for-${audience}
because: Whoever answers for it sees what is on each desk.
channel: C0APPROVALS
audience: ${audience}
at: "08:00"
monthDay: 17
timeZone: America/Chicago
begins: 2001-03-01
examples: [{ at: "2001-03-17T08:00:00-06:00", then: 2001-03-17 }]
`

test('[E5] [E7] nor are the digests of every audience', { timeout: 120_000 }, async () => {
  const files = ['business', 'compliance', 'executive'].map(one => [
    `policies/for-${one}.yaml`,
    digestFor(one).trimStart(),
  ])
  const it = await scenario({ files: Object.fromEntries(files) })
  await it.watch()
  await it.asks()
  await it.passes({ hours: 36 })
  await it.reconciles()
  expect(it.digests('approvals')).toHaveLength(3)
  expect(it.digests('flight-ops')).toHaveLength(1)
  expect((await told(it)).flatMap(unsaid)).toEqual([])
})
