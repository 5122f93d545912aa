import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '../../src')

/** What looks like a sentence and is none: names that a standard gives, trailers of a commit, a value of ours. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'cli/manifest.ts': ['Kedge'],
  'core/blob-id.ts': ['blob {}\\0'],
  'core/brake.ts': ['cards of cases'],
  'core/outside.ts': ['{}\\n  fix: {}'],
  'core/people.ts': ['for good'],
  'core/policy-complaints.ts': ['for good'],
  'core/problem.ts': ['{} {}: {}\\n  fix: {}'],
  'core/profile.ts': [
    'Bins by quantiles of the reference (linear interpolation, type 7). The outer bins are open, and a value equal to an edge goes up. Texts that are empty and nulls are missing; NaN and infinities are not finite; both are dropped and counted.',
  ],
  'core/registry-index.ts': [
    '// Written by `npm run generate` from the files of this folder; a change by hand is lost.',
    'npm run generate',
    '} as const',
    "import {} from './{}.ts'",
    'export const {} = {',
  ],
  'core/regulation.ts': ['[Nn]ot? legal advice'],
  'core/slack-app.ts': ['Kedge'],
  'core/time-zone.ts': [
    'America/Argentina/Buenos_Aires',
    'Asia/Ho_Chi_Minh',
    'Asia/Kathmandu',
    'Asia/Kolkata',
    'Asia/Yangon',
    'Atlantic/Faroe',
    'Europe/Kyiv',
    'Etc/',
  ],
  'core/watched-part.ts': [' version={}'],
  'demo.ts': ['Roll back', 'git clone {}'],
  'edges/api-door.ts': ['KiB'],
  'edges/chart.ts': ['Inter'],
  'edges/doctor-github.ts': ['GitHub'],
  'edges/doctor-slack.ts': ['Slack'],
  'edges/github-accounts.ts': ['User'],
  'edges/github-authors.ts': ['Bot', 'User'],
  'edges/github-demands.ts': ['Integration', 'OrganizationAdmin', 'DeployKey', 'RepositoryRole', 'Team'],
  'edges/github-diff.ts': [
    'new file mode {}',
    'deleted file mode {}',
    'old mode {}',
    'new mode {}',
    'rename from {}',
    'rename to {}',
    'index {}..{}',
  ],
  'edges/github-pulls.ts': ['User'],
  'edges/log.ts': ['-----BEGIN[^-]+PRIVATE KEY-----[\\s\\S]*?(?:-----END[^-]+PRIVATE KEY-----|$)'],
  'edges/metrics-door.ts': ['text/plain; version=0.0.4; charset=utf-8'],
  'edges/readings-body.ts': ['line {}'],
  'effects/show-pull.ts': ['{}\\n\\nKedge-Change: {}'],
  'flows/cannot-judge.ts': ['{} {} cut', '{} {} gaps'],
  'flows/review.ts': [
    // On record, where they stay what they were.
    'main had moved since it was approved',
    'it was denied before it was merged, and nobody heard it',
    'an approval of it was taken back before it was merged, and nobody heard it',
    'it was closed and opened again after it was approved, and nobody saw it',
    'its approval did not hold any more when it was merged',
    'its merge made other files of it than were approved',
    'nobody can say what it was merged onto',
    'it was merged past the check',
    'it was merged past the check, and Kedge has not read what is in it',
  ],
  'flows/run-command.ts': ['/kedge {}', '/kedge {} {}'],
  'mutation/step-zone.ts': [
    'Pacific/Honolulu',
    'America/Phoenix',
    'America/Regina',
    'America/Panama',
    'America/Puerto_Rico',
    'Africa/Lagos',
    'Africa/Johannesburg',
    'Africa/Nairobi',
    'Asia/Dubai',
    'Asia/Karachi',
    'Asia/Kolkata',
    'Asia/Bangkok',
    'Asia/Singapore',
    'Asia/Tokyo',
    'Australia/Brisbane',
  ],
  // The one sentence outside: an older Node reads no TypeScript, and has to say so. `doctorHere.faults.oldNode` says it too.
  'node-version.js': [
    'error old-node: Kedge needs Node 24.12 or newer, and this is {}.\\n',
    '  fix: install Node 24 (https://nodejs.org), or run `npm ci` with the development dependencies: they bring one',
    'npm ci',
  ],
  'reports/audit.ts': ['/kedge audit'],
  'reports/codeowners.ts': ['for good'],
  'reports/folder-readme.ts': ['<!-- written by'],
  'reports/kpi-chart-look.ts': ['Inter'],
  'reports/kpi-chart.ts': [' bn', ' M'],
  'reports/kpi-mermaid.ts': [
    '%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "{}"}}}}%%',
    '  title {}',
    '  y-axis {} {} --> {}',
  ],
  'reports/lifecycle-diagram.ts': [
    '  classDef here fill:#0072B2,stroke:#004A75,color:#FFFFFF',
    '  state "{}" as {}',
    '  class {} here',
  ],
  'reports/metrics.ts': ['# HELP {} {}\\n# TYPE {} gauge\\n{}'],
  'reports/openapi-readings.ts': ['Retry-After', 'Content-Encoding'],
  'reports/openapi.ts': ['Idempotency-Key', 'Kedge', 'NewVersion', 'DeliveryReport', 'TestReport'],
  'reports/policy-workflow.ts': [
    `on: pull_request
permissions: {}
jobs:
  policy:
    runs-on: ubuntu-24.04
    permissions: { contents: read }
    steps:
      - uses: {}
        with: { fetch-depth: 0, persist-credentials: false }
      - uses: {}/.github/actions/policy@{}
`,
  ],
  'reports/promise-note.ts': ['for good'],
  'reports/pull-body.ts': [
    'Kedge-Change: {}',
    'Kedge-Asked-By: {}',
    'Kedge-Changed-By: {}',
    'Kedge-Approved-By: {}',
    'Kedge-Seal: {}',
    'playbook {}',
    'trigger {}',
  ],
  'reports/xml.ts': ['<?xml version="1.0" encoding="UTF-8"?>\\n{}'],
  'repository/yaml-scalar.ts': ['key: {}\\nnext: 1\\n', '{ key: {}, next: 1 }'],
  'sources/count-postgres.ts': ['character varying', '{} and {} < {}', '{} is not null'],
  'sources/count-statement.ts': ['double precision', '(\\n{}\\n) as kedge_rows', '{} > {} and {} < {}'],
  'sources/duckdb.ts': [`header = true, skip = 0, all_varchar = true, quote = '"', escape = '"'`],
  'sources/mlflow.ts': [
    'attributes.start_time ASC',
    'attributes.start_time >= {} and attributes.start_time < {}',
    "attributes.status = 'FINISHED' and {}",
  ],
  'sources/postgres-faults.ts': ['The server does not support SSL connections'],
  'sources/postgres-role.ts': ['member of ', 'insert, update, delete, truncate'],
  'sources/postgres.ts': ['ISO, YMD'],
  'words/figures.ts': ['{} UTC'],
  'starter/person.ts': ['Ana Ruiz:modelops+governance:ana-ruiz:4117:U0123ABCD'],
}

/** Said to those called by name who have done their part before, or do by hand what Kedge cannot; to nobody else. */
const ASKED = /\bplease (?=look again\b|train \{\} anew\.|bring \{\} to\b|run \{\} \(\{\}\) for \{\} on\b)/

/** `!` as an operator of rules, and as what a tag of YAML begins with. */
const OPERATOR = /!=|!name\b|^!!?$|`!\\?`/g

/** Values of ours, and commands to type that stand alone. */
const ALONE = /^(?:for good|\/kedge [a-z-]+)$/

/** An example of a rule, as YAML spells it. */
const RULE = /^\{ \S+: .+ \}$/

/**
 * Text in quotes, with `{}` for what is put in. A usage line is a grammar, and how a request is authorised a protocol. What
 * is thrown of a bug of ours is caught at the door and answered with a reference.
 */
function textsIn(path: string): readonly string[] {
  const bare = readFileSync(join(SRC, path), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '$1')
    .replace(/^import [^']*'[^']*'$/gm, '')
    .replace(/\bnew (?:Type)?Error\((?:'[^'\n]*'|`[^`]*`)\)/g, '')
    .replace(/\busage:\s+'(?:[^'\\\n]|\\.)*'/g, '')
    .replace(/\b(?:this|error)\.name [!=]?==? '\w+'/g, '')
    .replace(/'Bearer'|(['`])(?:Basic|Bearer) (?:realm="\w+"|\$\{[\w.]+\})\1/g, '')
  const plain = [...bare.matchAll(/'((?:[^'\\\n]|\\.)*)'/g)]
  const templates = [...bare.matchAll(/`((?:[^`\\]|\\.)*)`/g)]
  const texts = [...plain, ...templates].map(found => (found[1] ?? '').replace(/\$\{[^}]*\}/g, '{}'))
  if (path.startsWith('rules/')) return texts.filter(text => !RULE.test(text))
  return path.startsWith('starter/') ? texts.map(withoutYaml) : texts
}

/** A file that is written has keys and values, which are no sentence; two words side by side may be one. */
function withoutYaml(text: string): string {
  const lines = text.split(/\n|\\n/)
  return lines.filter(line => !/^[ ,{}]*(?:- |(?:# )?[\w{}-]+:)/.test(line) || /\p{L} \p{L}/u.test(line)).join('\n')
}

/** Words side by side, a word beside a gap, or what begins as a label does. */
const isSaid = (text: string) =>
  !ALONE.test(text) && /\p{L}[’,;:.]? [\p{L}{(]|[\p{L})}][,;:]? \p{L}|^ \p{L}|\p{L} $|^\p{Lu}\p{Ll}+/u.test(text)

/** What begins as a statement of SQL or a call does, or stands between two names. */
const SQL: Readonly<Record<string, readonly RegExp[]>> = {
  edges: [
    /^\s*select (?:[\w{}]+(?:::|[(.])|\w, |\* |(?:1|\{\}) as )/,
    /^\s*(?:insert into \w+ \(|pragma \w+ = |describe \{\}$|begin immediate$)/,
    /^(?:is not|not in|double precision|\w+ as \w+)$/,
  ],
  sources: [
    /^\s*\(?(?:(?:select|case when|set (?:global|local)|begin transaction|create or replace) |[a-z_]+\(|[\w{}]+ as \w)/,
  ],
}
const isSql = (path: string, text: string) => SQL[path.split('/')[0] ?? '']?.some(sql => sql.test(text)) ?? false

/**
 * The file of a language, and the stand-ins: they are Slack and GitHub, and a story to look at. What looks for backticks
 * cannot be read by them.
 */
const SPEAKING = /^(?:stand-ins\/|words\/(?:en|ticked)\.ts$)/
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter(path => /\.[jt]s$/.test(path) && !SPEAKING.test(path))
  .sort()

test('[E7] no sentence stands outside the file of a language', () => {
  const saying = files.flatMap(path => {
    const said = textsIn(path).filter(text => isSaid(text) && !isSql(path, text) && !NAMES[path]?.includes(text))
    return said.length > 0 ? [[path, said] as const] : []
  })
  expect(Object.fromEntries(saying)).toEqual({})
})

test('[E7] nor does what describes a field, be it a single word', () => {
  const beside = /\bdescription:\s*['`]|\bdescribed\([^,()]+,\s*['`]/
  expect(files.filter(path => beside.test(readFileSync(join(SRC, path), 'utf8')))).toEqual([])
})

describe('[E7] what is said', () => {
  const texts = textsIn('words/en.ts')

  test('is whole: nothing begins or ends where it is glued to something else', () => {
    expect(texts.filter(text => /^[ ,;:.]|[ ,;]$/.test(text))).toEqual([])
  })

  test('is short: a sentence has at most thirty words', () => {
    const long = texts.flatMap(text => text.split(/[.:;?]\s|\n\n|# /)).filter(said => said.split(/\s+/).length > 30)
    expect(long).toEqual([])
  })

  test('is plain, in one tone', () => {
    const loud = /!|\b(?:please|sorry|oops|successfully|simply|utilize|leverage|in order to|e\.g\.|i\.e\.|etc)\b/i
    expect(texts.filter(text => loud.test(text.replace(OPERATOR, '').replace(ASKED, '')))).toEqual([])
  })
})

test('[E7] what mends something follows one word, wherever it stands', () => {
  const text = readFileSync(join(SRC, 'words/en.ts'), 'utf8')
  expect(text.match(/(?<![\w'])Fix: ?(?:\$\{|[a-z]+ [a-z]+).*/g)).toBeNull()
  expect(text.match(/(?<!\w)fix: \$\{/g)?.length).toBeGreaterThan(10)
})
