import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

/** Each folder of src and the folders it may import; every folder may import itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: ['words'],
  rules: ['core', 'words'],
  approvals: ['core', 'words'],
  lifecycle: ['core', 'rules', 'words'],
  mutation: ['core', 'rules', 'words'],
  repository: ['core', 'words'],
  plans: ['core', 'repository', 'words'],
  policies: ['core', 'rules', 'approvals', 'lifecycle', 'series', 'words'],
  series: ['core', 'words'],
  numbers: ['core', 'words'],
  drift: ['core', 'numbers', 'words'],
  sources: ['core', 'words'],
  words: [],
  reports: ['core', 'approvals', 'lifecycle', 'repository', 'words'],
  starter: ['core', 'rules', 'approvals', 'repository', 'policies', 'reports', 'words'],
  flows: [
    'core',
    'rules',
    'approvals',
    'lifecycle',
    'mutation',
    'repository',
    'plans',
    'policies',
    'series',
    'numbers',
    'drift',
    'sources',
    'reports',
    'words',
  ],
  effects: ['core', 'approvals', 'repository', 'policies', 'reports', 'flows', 'words'],
  commands: [
    'core',
    'rules',
    'approvals',
    'lifecycle',
    'repository',
    'plans',
    'policies',
    'drift',
    'sources',
    'reports',
    'flows',
    'words',
  ],
  edges: ['core', 'repository', 'sources', 'reports', 'flows', 'words'],
  cli: [
    'core',
    'rules',
    'approvals',
    'lifecycle',
    'repository',
    'plans',
    'policies',
    'drift',
    'reports',
    'starter',
    'flows',
    'edges',
    'words',
  ],
  'stand-ins': ['core', 'words'],
}
/** What is said has the shapes it is about, which vanish when it runs: so everything may say it, and `core` too. */
const TYPES_ONLY: Readonly<Record<string, readonly string[]>> = { words: ['core'] }
const PURE = [
  'core',
  'rules',
  'approvals',
  'lifecycle',
  'mutation',
  'repository',
  'plans',
  'policies',
  'series',
  'numbers',
  'drift',
  'sources',
  'words',
  'reports',
  'starter',
]
/** The files directly in src: mains, and what puts the parts together for them. They may import everything. */
const TOP = ['assemble', 'bot', 'command-line', 'demo', 'generate', 'kedge', 'parts']
/** Every file is one entry, its default export. */
const REGISTRIES = ['policies', 'effects', 'commands', 'drift']
/** Packages a folder may use; folders that are not named may use any. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  core: /^(fastest-levenshtein|temporal-polyfill|typebox|node:crypto)$/,
  rules: /^json-logic-js$/,
  approvals: /^$/,
  lifecycle: /^typebox$/,
  mutation: /^$/,
  repository: /^(ajv(\/.*)?|ajv-formats|js-yaml|typebox)$/,
  plans: /^$/,
  policies: /^typebox$/,
  series: /^typebox$/,
  numbers: /^$/,
  drift: /^typebox$/,
  sources: /^typebox$/,
  words: /^temporal-polyfill$/,
  reports: /^(sarif|typebox|vega-lite)$/,
  starter: /^$/,
  flows: /^typebox$/,
  effects: /^typebox$/,
  commands: /^typebox$/,
}
/** The hands are declared and wrapped here, and Slack's door opens a modal itself: its trigger lives three seconds. */
const HANDS_KNOWN = ['flows/world.ts', 'flows/failpoints.ts', 'edges/slack.ts']
const MAX_LINES = 300
/** A language is one file, so that another is one more. */
const LANGUAGES = /^words\/\w\w\.ts$/

interface Source {
  /** `rules/rule.ts`; files directly in src have the folder ''. */
  readonly path: string
  readonly folder: string
  readonly name: string
  readonly text: string
  /** Without comments and without what stands in quotes. */
  readonly code: string
  readonly imports: readonly string[]
  /** Those of its imports that are of types alone. */
  readonly typeImports: readonly string[]
}

const sources: readonly Source[] = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.ts'))
  .map(path => sourceOf(path.replaceAll('\\', '/')))

function sourceOf(path: string): Source {
  const text = readFileSync(join(ROOT, 'src', path), 'utf8')
  const folder = path.includes('/') ? posix.dirname(path) : ''
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
  const imports = [...bare.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*)'([^']+)'/g)].flatMap(found => found[1] ?? [])
  return {
    path,
    folder,
    name: posix.basename(path, '.ts'),
    text,
    code: bare.replace(/'(?:[^'\\\n]|\\.)*'/g, "''"),
    imports,
    typeImports: [...bare.matchAll(/^import type [^']*'([^']+)'/gm)].flatMap(found => found[1] ?? []),
  }
}

const inFolders = (folders: readonly string[]) => sources.filter(source => folders.includes(source.folder))
const entries = inFolders(REGISTRIES).filter(source => source.name !== 'index')
const oursOf = (source: Source) =>
  source.imports.filter(from => from.startsWith('.')).map(from => posix.join(source.folder, from))
const isOfTypes = ({ folder, typeImports }: Source, to: string) =>
  TYPES_ONLY[folder]?.includes(folderOf(to)) && typeImports.some(from => posix.join(folder, from) === to)
const folderOf = (path: string) => (path.includes('/') ? posix.dirname(path) : '')

test('[A13] src holds the folders the map names, and nothing is deeper', () => {
  const unknown = sources.filter(s => s.folder !== '' && !(s.folder in MAY_IMPORT))
  expect(
    unknown.map(
      s => `src/${s.path} is in a folder nobody knows — fix: move it, or add the folder here and to src/README.md`,
    ),
  ).toEqual([])
  const strays = sources.filter(s => s.folder === '' && !TOP.includes(s.name))
  expect(strays.map(s => `src/${s.path} is no main — fix: move it into a folder`)).toEqual([])
})

test('[A13] imports go one way', () => {
  const wrong = sources.flatMap(source =>
    oursOf(source)
      .filter(
        to =>
          source.folder !== '' &&
          folderOf(to) !== source.folder &&
          !MAY_IMPORT[source.folder]?.includes(folderOf(to)) &&
          !isOfTypes(source, to),
      )
      .map(
        to =>
          `src/${source.path} imports src/${to} — fix: ${source.folder}/ may import ${MAY_IMPORT[source.folder]?.join(', ') || 'nothing of ours'}; pass it in, or move it down`,
      ),
  )
  expect(wrong).toEqual([])
})

test('[A13] SDKs stay in edges, cli and mains', () => {
  const wrong = sources.flatMap(s => {
    const allowed = PACKAGES[s.folder]
    const others = s.imports.filter(from => !from.startsWith('.') && allowed !== undefined && !allowed.test(from))
    return others.map(from => `src/${s.path} imports ${from} — fix: let an edge do it, and pass plain data in`)
  })
  expect(wrong).toEqual([])
})

test('[A13] pure folders wait for nothing, know no clock, no chance and no process', () => {
  const impure: readonly (readonly [RegExp, string])[] = [
    [/\bawait\b|\basync\b|\bnew Promise\b/, 'return data; a flow waits'],
    [/\bnew Date\(\s*\)|\bDate\.now\b|\bperformance\b/, 'take the time as an argument'],
    [/\bMath\.random\b|\brandomUUID\b|\brandomBytes\b|\bgetRandomValues\b/, 'take the value as an argument'],
    [/\bprocess\b|\bglobalThis\b/, 'take the setting as an argument'],
    [
      /\bset(?:Timeout|Interval|Immediate)\b|\bqueueMicrotask\b|\bfetch\(/,
      'return what is due; a flow or an edge acts',
    ],
    [/\bconsole\b/, 'return the words; the caller prints them'],
  ]
  const wrong = inFolders(PURE).flatMap(s =>
    impure.flatMap(([pattern, fix]) =>
      pattern.exec(s.code)?.[0] ? [`src/${s.path} uses ${pattern.exec(s.code)?.[0]} — fix: ${fix}`] : [],
    ),
  )
  expect(wrong).toEqual([])
})

test('[A13] only effects use the hands', () => {
  const grabbing = sources.filter(
    s => !['effects', ''].includes(s.folder) && !HANDS_KNOWN.includes(s.path) && /\.do\b/.test(s.code),
  )
  expect(grabbing.map(s => `src/${s.path} uses .do — fix: return a job; an effect does it`)).toEqual([])
  const holding = inFolders(['flows', 'commands']).filter(
    s => !HANDS_KNOWN.includes(s.path) && /\bHands\b/.test(s.code),
  )
  expect(holding.map(s => `src/${s.path} names Hands — fix: take an Onlooker`)).toEqual([])
})

test('[A13] a registry folder holds one default export a file, and nothing else has one', () => {
  const without = entries.filter(s => !/\bexport default\b/.test(s.code))
  expect(
    without.map(s => `src/${s.path} has no default export — fix: export its entry, or move it out of ${s.folder}/`),
  ).toEqual([])
  const others = sources.filter(s => !entries.includes(s) && /\bexport default\b/.test(s.code))
  expect(others.map(s => `src/${s.path} has a default export — fix: give it a name`)).toEqual([])
})

test('[A13] every entry of a registry and every word of the command line has its own test', () => {
  const needing = [...entries, ...inFolders(['cli', 'sources'])]
  const untested = needing.filter(s => !existsSync(join(ROOT, 'test', s.folder, `${s.name}.test.ts`)))
  expect(untested.map(s => `src/${s.path} has no test — fix: write test/${s.folder}/${s.name}.test.ts`)).toEqual([])
})

/**
 * What makes somebody of an account, and who may do it. Whoever is written down as having done something is a `Doer`, which no
 * text is: so an event in somebody's name does not compile without one of these.
 */
const DOORS: readonly (readonly [what: RegExp, where: readonly string[]])[] = [
  [
    /\bas (?:Playbook|Trigger)?Asker\b|\bas unknown as (?:Playbook|Trigger)?Asker\b|<(?:Playbook|Trigger)?Asker\b[^>]*>\(/,
    ['flows/authorise.ts'],
  ],
  [/\bas (?:unknown as )?Identity\b/, ['flows/identity.ts']],
  [/\b(?:as|is) (?:unknown as )?Doer\b/, ['flows/proved.ts']],
  [/\bas (?:unknown as )?(?:readonly )?NewEvent\b/, ['core/event.ts']],
  [/\bpersonBySlack\(/, ['core/people.ts', 'approvals/slots.ts', 'flows/identity.ts']],
  [/\bslackAccount\(/, ['flows/identity.ts']],
  [/\bkeyAccount\(/, ['flows/identity.ts']],
  [/\bbyGitHub\(/, ['flows/proved.ts', 'flows/adopt.ts', 'flows/follow-merge.ts', 'flows/review-votes.ts']],
  [/\bGITHUB\b/, ['flows/proved.ts', 'flows/follow-merge.ts', 'flows/review-votes.ts']],
  [/\bonRecord\(/, ['flows/adopt.ts', 'flows/keep-dropped.ts', 'flows/rebuild.ts']],
  [/\.keepReadings\(/, ['edges/readings-door.ts', 'flows/keep-dropped.ts']],
  [/\bdoor: 'playbook'/, ['flows/play-act.ts']],
  [/\bdoor: 'trigger'/, ['flows/trainings.ts']],
]

/** Where the compiler is told not to look, and why that is no way around a door. */
const UNLOOKED: Readonly<Record<string, readonly [times: number, why: string]>> = {
  'core/record.ts': [2, 'a line of the record, after its schema was asked'],
  'edges/chart.ts': [1, 'a loader that refuses, in the form Vega takes'],
  'edges/github-client.ts': [2, 'the routes of Octokit, by name'],
  'edges/postgres.ts': [1, 'the process of a session, which its types leave out'],
  'edges/slack-calls.ts': [5, 'blocks, which were held against Slack’s limits'],
  'edges/sqlite-migrate.ts': [2, 'tables from before and after a migration'],
  'flows/authorise.ts': [3, 'askers, made here alone'],
  'flows/check.ts': [1, 'a policy, for its own kind'],
  'flows/command.ts': [1, 'words of the slash command, whose questions differ'],
  'flows/decide.ts': [1, 'what was decided, by its name'],
  'flows/identity.ts': [2, 'people, made here alone'],
  'flows/judge.ts': [1, 'a policy, for its own kind'],
  'flows/mutate-policy.ts': [2, 'a policy, for its own kind'],
  'flows/rebuild.ts': [1, 'the body of an event that was on record'],
  'flows/register-form.ts': [1, 'the answers to a list of questions'],
  'flows/test-policy.ts': [2, 'a policy, for its own kind'],
  'mutation/mutants.ts': [1, 'a policy, for its own kind'],
  'reports/history-change.ts': [1, 'events of one type'],
  'repository/policy-examples.ts': [1, 'a policy, for its own kind'],
  'repository/read-repository.ts': [2, 'a policy, for its own kind'],
  'sources/csv-readings.ts': [1, 'the columns of a head, by name'],
}

const bare = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
const ours = sources.filter(s => s.folder !== 'stand-ins')

test('[C4] who asks, votes or takes a case was authorised in the one place for it', () => {
  const wrong = DOORS.flatMap(([what, where]) =>
    ours
      .filter(s => what.test(bare(s.text)) && !where.includes(s.path) && s.path !== 'flows/proved.ts')
      .map(s => `src/${s.path} writes ${what.exec(bare(s.text))?.[0]} — fix: go through authorise() and askChange()`),
  )
  expect(wrong).toEqual([])
  for (const [what, where] of DOORS)
    expect(sources.filter(s => what.test(s.text)).map(s => s.path)).toEqual(expect.arrayContaining([where.at(-1)]))
})

test('[C4] the compiler looks everywhere but where it is written down why not, so that no cast is a door', () => {
  const cast = /\bas (?:never|any|unknown as)\b|<any>|@ts-(?:ignore|expect-error|nocheck)/g
  const found = ours.flatMap(s => {
    const times = [...bare(s.text).matchAll(cast)].length
    return times === 0 ? [] : [[s.path, times] as const]
  })
  const known = Object.entries(UNLOOKED).map(([path, [times]]) => [path, times] as const)
  expect(found.toSorted(([a], [b]) => (a < b ? -1 : 1))).toEqual(known.toSorted(([a], [b]) => (a < b ? -1 : 1)))
})

test('[A13] a file is one thing that can be named', () => {
  const long = sources.filter(s => s.text.split('\n').length > MAX_LINES + 1 && !LANGUAGES.test(s.path))
  expect(long.map(s => `src/${s.path} has more than ${MAX_LINES} lines — fix: split it by what it does`)).toEqual([])
  const vague = sources.filter(s => /^(utils?|helpers?|manager|service|common|types|misc)$/.test(s.name))
  expect(vague.map(s => `src/${s.path} says nothing by its name — fix: name it after what it exports`)).toEqual([])
})
