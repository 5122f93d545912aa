import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '../../src')

/** Files of `reports/` whose sentences still stand in them. */
const TO_DO: readonly string[] = [
  'reports/api-problem.ts',
  'reports/ask-modals.ts',
  'reports/ask-words.ts',
  'reports/asker-words.ts',
  'reports/audit.ts',
  'reports/behind-words.ts',
  'reports/change-card.ts',
  'reports/change-next.ts',
  'reports/change-notes.ts',
  'reports/change-words.ts',
  'reports/check-junit.ts',
  'reports/check-report.ts',
  'reports/check-sarif.ts',
  'reports/check-text.ts',
  'reports/clause-words.ts',
  'reports/clean.ts',
  'reports/codeowners.ts',
  'reports/compliance.ts',
  'reports/delivery-notes.ts',
  'reports/digest-functions.ts',
  'reports/digest-happened.ts',
  'reports/digest-trends.ts',
  'reports/digest-waiting.ts',
  'reports/digest-waits.ts',
  'reports/digest.ts',
  'reports/doctor.ts',
  'reports/drift-table.ts',
  'reports/drift.ts',
  'reports/explained.ts',
  'reports/fact-table.ts',
  'reports/field-table.ts',
  'reports/findings.ts',
  'reports/folder-readme.ts',
  'reports/github-text.ts',
  'reports/history-case.ts',
  'reports/history-change.ts',
  'reports/history-file.ts',
  'reports/history-runs.ts',
  'reports/history-votes.ts',
  'reports/history-words.ts',
  'reports/history.ts',
  'reports/in-place.ts',
  'reports/input-drift.ts',
  'reports/kpi-chart-layers.ts',
  'reports/kpi-chart-look.ts',
  'reports/kpi-chart.ts',
  'reports/kpi-mermaid.ts',
  'reports/lifecycle-diagram.ts',
  'reports/lifecycle-section.ts',
  'reports/markdown.ts',
  'reports/metrics.ts',
  'reports/openapi-readings.ts',
  'reports/openapi.ts',
  'reports/path-words.ts',
  'reports/plain.ts',
  'reports/plan-exception-words.ts',
  'reports/plan-verdict-words.ts',
  'reports/plan-words.ts',
  'reports/play-notes.ts',
  'reports/policy-workflow.ts',
  'reports/profile-file.ts',
  'reports/promise-note.ts',
  'reports/pull-body.ts',
  'reports/rules-beside.ts',
  'reports/slack-blocks.ts',
  'reports/slack-inputs.ts',
  'reports/slack-text.ts',
  'reports/tally.ts',
  'reports/test-report.ts',
  'reports/verdict-difference.ts',
  'reports/verdict-tree.ts',
  'reports/vote-words.ts',
  'reports/xml.ts',
]

/** What looks like a sentence and is none: names that a standard gives. */
const NAMES: Readonly<Record<string, readonly string[]>> = {}

/** Text in quotes, with `{}` for what is put in. */
function textsIn(path: string): readonly string[] {
  const bare = readFileSync(join(SRC, path), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '$1')
    .replace(/^import .*$/gm, '')
  const plain = [...bare.matchAll(/'((?:[^'\\\n]|\\.)*)'/g)]
  const templates = [...bare.matchAll(/`((?:[^`\\]|\\.)*)`/g)]
  return [...plain, ...templates].map(found => (found[1] ?? '').replace(/\$\{[^}]*\}/g, '{}'))
}

/** Words side by side, a word beside a gap, or what begins as a label does. */
const isSaid = (text: string) =>
  /\p{L}[’,;:.]? [\p{L}{(]|[\p{L})}][,;:]? \p{L}|^ \p{L}|\p{L} $|^\p{Lu}\p{Ll}+/u.test(text)

const reports = readdirSync(join(SRC, 'reports')).map(name => `reports/${name}`)

test('[E7] no sentence stands outside the file of a language', () => {
  const saying = reports.flatMap(path => {
    const said = textsIn(path).filter(text => isSaid(text) && !NAMES[path]?.includes(text))
    return said.length > 0 ? [[path, said] as const] : []
  })
  const left = saying.filter(([path]) => !TO_DO.includes(path))
  expect(Object.fromEntries(left)).toEqual({})
  expect(TO_DO.filter(path => !saying.some(([it]) => it === path))).toEqual([])
})

describe('[E7] what is said', () => {
  const texts = textsIn('words/en.ts')

  test('is whole: nothing begins or ends where it is glued to something else', () => {
    expect(texts.filter(text => /^[ ,;:.]|[ ,;]$/.test(text))).toEqual([])
  })

  test('is short: a sentence has at most thirty words', () => {
    const long = texts.flatMap(text => text.split(/[.:;?] /)).filter(said => said.split(' ').length > 30)
    expect(long).toEqual([])
  })

  test('is plain, in one tone', () => {
    const loud = /!|\b(?:please|sorry|oops|successfully|simply|utilize|leverage|in order to|e\.g\.|i\.e\.|etc)\b/i
    expect(texts.filter(text => loud.test(text.replaceAll('!=', '')))).toEqual([])
  })
})
