import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

/** Each folder of src and the folders it may import; every folder may import itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  rules: ['core'],
  approvals: ['core'],
  lifecycle: ['core', 'rules'],
  mutation: ['core', 'rules'],
  repository: ['core'],
  plans: ['core', 'repository'],
  policies: ['core', 'rules', 'approvals', 'lifecycle', 'series'],
  series: ['core'],
  numbers: ['core'],
  drift: ['core', 'numbers'],
  sources: ['core'],
  reports: ['core', 'approvals', 'lifecycle', 'repository'],
  starter: ['core', 'rules', 'approvals', 'repository', 'policies', 'reports'],
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
  ],
  effects: ['core', 'approvals', 'repository', 'policies', 'reports', 'flows'],
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
  ],
  edges: ['core', 'repository', 'sources', 'reports', 'flows'],
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
  ],
  'stand-ins': ['core'],
}
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
  'reports',
  'starter',
]
/** The files directly in src: mains, and the one that puts the parts together for them. They may import everything. */
const TOP = ['assemble', 'bot', 'demo', 'generate', 'kedge', 'parts', 'picture']
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
  reports: /^(sarif|typebox|vega-lite)$/,
  starter: /^$/,
  flows: /^typebox$/,
  effects: /^typebox$/,
  commands: /^typebox$/,
}
/** The hands are declared and wrapped here, and Slack's door opens a modal itself: its trigger lives three seconds. */
const HANDS_KNOWN = ['flows/world.ts', 'flows/failpoints.ts', 'edges/slack.ts']
const MAX_LINES = 300

interface Source {
  /** `rules/rule.ts`; files directly in src have the folder ''. */
  readonly path: string
  readonly folder: string
  readonly name: string
  readonly text: string
  /** Without comments and without what stands in quotes. */
  readonly code: string
  readonly imports: readonly string[]
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
  }
}

const inFolders = (folders: readonly string[]) => sources.filter(source => folders.includes(source.folder))
const entries = inFolders(REGISTRIES).filter(source => source.name !== 'index')
const oursOf = (source: Source) =>
  source.imports.filter(from => from.startsWith('.')).map(from => posix.join(source.folder, from))
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
          source.folder !== '' && folderOf(to) !== source.folder && !MAY_IMPORT[source.folder]?.includes(folderOf(to)),
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

/** What only some files may write, so that no door goes around the one that authorises. */
const DOORS: readonly (readonly [what: RegExp, where: readonly string[]])[] = [
  [/\bas (?:unknown as |never as )?(?:Playbook)?Asker\b|<(?:Playbook)?Asker\b[^>]*>\(/, ['flows/authorise.ts']],
  [/\bas (?:unknown as |never as )?Identity\b/, ['flows/identity.ts']],
  [/\bpersonBySlack\(/, ['core/people.ts', 'approvals/slots.ts', 'flows/identity.ts']],
  [/happened\('change\.asked'/, ['flows/ask.ts', 'flows/adopt.ts']],
  [/happened\('change\.voted'/, ['flows/vote.ts', 'flows/review-votes.ts']],
  [/happened\('change\.reviewed'/, ['flows/review.ts']],
  [/happened\('case\.taken'/, ['flows/handlers.ts']],
  [/happened\('drop\.offered'/, ['flows/file-shared.ts']],
  [/happened\('drop\.accepted'/, ['flows/drop-form.ts']],
  [/happened\('drop\.stored'/, ['flows/keep-dropped.ts']],
  [/\.keepReadings\(/, ['edges/readings-door.ts', 'flows/keep-dropped.ts']],
  [/happened\('case\.snoozed'/, ['flows/snooze.ts']],
  [/happened\('case\.reopened'/, ['flows/reopen.ts']],
  [/happened\('case\.played'/, ['flows/play-act.ts']],
  [/\bdoor: 'playbook'/, ['flows/play-act.ts']],
]

test('[C4] an event is made by happened() alone, which is what doors are found by', () => {
  const written = sources.filter(s => /\btype: ['"`](?:change|case|model)\.[a-z]/.test(s.text))
  expect(written.map(s => `src/${s.path} writes an event by hand — fix: make it with happened()`)).toEqual([])
})

test('[C4] who asks, votes or takes a case was authorised in the one place for it', () => {
  const bare = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '')
  const wrong = DOORS.flatMap(([what, where]) =>
    sources
      .filter(s => what.test(bare(s.text)) && !where.includes(s.path) && s.folder !== 'stand-ins')
      .map(s => `src/${s.path} writes ${what.exec(bare(s.text))?.[0]} — fix: go through authorise() and askChange()`),
  )
  expect(wrong).toEqual([])
  for (const [what, where] of DOORS)
    expect(sources.filter(s => what.test(s.text)).map(s => s.path)).toEqual(expect.arrayContaining([where.at(-1)]))
})

test('[A13] a file is one thing that can be named', () => {
  const long = sources.filter(s => s.text.split('\n').length > MAX_LINES + 1)
  expect(long.map(s => `src/${s.path} has more than ${MAX_LINES} lines — fix: split it by what it does`)).toEqual([])
  const vague = sources.filter(s => /^(utils?|helpers?|manager|service|common|types|misc)$/.test(s.name))
  expect(vague.map(s => `src/${s.path} says nothing by its name — fix: name it after what it exports`)).toEqual([])
})
