import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Command } from 'commander'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { check } from '../../src/cli/check.ts'
import { plan } from '../../src/cli/plan.ts'
import type { Planned } from '../../src/core/planned.ts'
import { type Repo, repo } from '../fixtures/git.ts'

const ROOT = dirname(dirname(import.meta.dirname))
const printed: string[] = []
beforeEach(() => {
  printed.length = 0
  vi.spyOn(console, 'log').mockImplementation(text => void printed.push(String(text)))
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

async function kedge(...args: string[]): Promise<{ exit: number; said: string }> {
  process.exitCode = undefined
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined })
  for (const word of [plan, check]) word(program)
  await program.parseAsync(args, { from: 'user' })
  return { exit: Number(process.exitCode ?? 0), said: printed.splice(0).join('\n') }
}

const MODEL = 'models/flight-delay.yaml'
const COVERING = `kind: approvals
id: approve-all
because: Somebody looks at everything.
fix: Ask somebody.
covers: [register, promote, retrain, replace, resume, retire, edit, rules]
needs: [{ role: modelops, count: 1 }, { role: model-validation, count: 1, via: [github] }]
withinHours: 72
merge: manual
channel: C0APPROVALS
examples:
  - { asks: mara, votes: [], then: pending }
`
/** One of the rules judges models as they stand, so that there are verdicts without any change. */
const ACCOUNTED = `kind: guardrail
id: accounted
because: Somebody independent looks at it.
fix: Name a validator of {model}.
severity: warn
judges: model
mayWaive: [modelops]
expect: { known: model.owners.validator }
examples:
  - { facts: { model: { owners: { validator: fay } } }, then: pass }
  - { facts: { model: { tier: low } }, then: fail }
`

/** The sample’s own approvals of what `approve-all` covers here; both at once would ask for more people than there are. */
const OWN_APPROVALS = ['low', 'low-register', 'medium', 'high', 'data-and-uses', 'rules'].map(
  it => `policies/approve-${it}.yaml`,
)

/** This repository’s models and policies, two of them our own, committed; then `edits` on disk, which are not. */
function sample(edits: Record<string, string | null | ((text: string) => string)> = {}): Repo {
  const of = repo()
  for (const name of ['models', 'policies']) cpSync(join(ROOT, name), join(of.folder, name), { recursive: true })
  const people = readFileSync(join(ROOT, 'policies/people.yaml'), 'utf8')
  of.commit(
    {
      ...Object.fromEntries(OWN_APPROVALS.map(path => [path, null])),
      'policies/approve-all.yaml': COVERING,
      'policies/accounted.yaml': ACCOUNTED,
      'policies/people.yaml': `${people}  gil: { name: Gil, slack: U0GIL, roles: [modelops] }\n`,
    },
    'Base',
  )
  for (const [path, edit] of Object.entries(edits)) {
    if (edit === null) rmSync(join(of.folder, path))
    else
      writeFileSync(
        join(of.folder, path),
        typeof edit === 'string' ? edit : edit(readFileSync(join(of.folder, path), 'utf8')),
      )
  }
  return of
}

async function planned(of: Repo, ...args: string[]): Promise<Planned & { exit: number }> {
  const { exit, said } = await kedge(
    'plan',
    of.folder,
    '--base',
    'main',
    '--on',
    '2026-11-25',
    '--format',
    'json',
    ...args,
  )
  return { ...(JSON.parse(said) as Planned), exit }
}
const saying = ({ models, rules }: Planned) =>
  [...models, ...rules].flatMap(file => file.changes.map(({ says }) => says))
const replace = (from: string, to: string) => (text: string) => {
  expect(text).toContain(from)
  return text.replace(from, to)
}

describe('[B7] kedge plan', () => {
  test('says that nothing changes where nothing does', async () => {
    const { exit, said } = await kedge('plan', sample().folder, '--base', 'main')
    expect(said).toContain('Nothing changes in models/ or policies/.')
    expect(exit).toBe(0)
  })

  test('a rollback with a loosened limit and another owner, as people read it', async () => {
    const of = sample({
      [MODEL]: text =>
        text
          .replace('version: 1.1.0\n', 'version: 1.0.0\n')
          .replace('limit: 18.5', 'limit: 22')
          .replace('technical: ana, ', 'technical: bo, '),
    })
    const { exit, said } = await kedge('plan', of.folder, '--base', 'main', '--on', '2026-11-25')
    for (const words of [
      '✓ 1 file of models would change. Nothing blocks; approvals by approve-all and approve-rollback.',
      'Flight delay forecast (model) models/flight-delay.yaml: rollback and edit',
      '• technical owner changed from ana to bo',
      '• rolled back from 1.1.0 to 1.0.0',
      '• limit of Mean error of the forecast loosened from 18.5 to 22 min',
      '✗ accounted fail (warn): model.owners.validator is missing. Somebody independent looks at it. fix: Name a',
      '? rollback-same-cases unknown (block): target.kpis.mae.value is missing.',
      '○ approve-all for edit: 1 of modelops and 1 of model-validation by a review on GitHub, within 72 hours',
      '○ approve-rollback for rollback: 1 of operations and 1 of model-validation, within 24 hours',
    ])
      expect(said).toContain(words)
    expect(exit).toBe(0)
  })

  test('a promotion is judged with what it adds to the list of versions', async () => {
    const newest = '    gates: { passed: 2001-02-01, evidence: Hold-out of 25 to 31 January }\n'
    const newer = `${newest}  1.2.0: { gates: { passed: 2026-11-01 } }\n`
    const it = await planned(
      sample({ [MODEL]: text => replace('version: 1.1.0\n', 'version: 1.2.0\n')(replace(newest, newer)(text)) }),
    )
    expect(it.problems).toEqual([])
    expect(it.models.map(({ kinds }) => kinds)).toEqual([['promote', 'edit']])
    expect(saying(it)).toEqual(['promoted from 1.1.0 to 1.2.0', 'version 1.2.0 added'])
    expect(it.models[0]?.approvals).toMatchObject({
      uncovered: [],
      policies: [
        {
          policy: 'approve-all',
          kinds: ['promote', 'edit'],
          says: '1 of modelops and 1 of model-validation by a review on GitHub, within 72 hours',
        },
      ],
    })
    expect(it.exit).toBe(0)
  })

  test('a rollback to what did not pass is blocked, also where the same change says that it passed', async () => {
    const untried = '  1.0.0:\n    gates: { passed: 2026-11-01 }\n'
    const of = sample({
      [MODEL]: text => text.replace('gates: { passed: 2001-01-31, evidence: Hold-out of 25 to 31 January }', ''),
    })
    of.commit({}, '1.0.0 has not passed')
    writeFileSync(
      join(of.folder, MODEL),
      replace(
        'version: 1.1.0\n',
        'version: 1.0.0\n',
      )(replace('  1.0.0:\n', untried)(readFileSync(join(of.folder, MODEL), 'utf8'))),
    )
    const it = await planned(of)
    expect(it.models[0]?.findings.filter(({ blocks }) => blocks)).toMatchObject([
      { policy: 'rollback-target-passed', outcome: 'fail', kinds: ['rollback'] },
    ])
    expect(it.exit).toBe(1)
  })

  test('what no approvals policy covers is blocked, in words', async () => {
    const of = sample()
    of.commit({ 'policies/approve-all.yaml': null }, 'Nobody approves')
    writeFileSync(
      join(of.folder, MODEL),
      replace('tier: medium', 'tier: low')(readFileSync(join(of.folder, MODEL), 'utf8')),
    )
    const { exit, said } = await kedge('plan', of.folder, '--base', 'main')
    expect(said).toContain('✗ blocked: no approvals policy covers edit.')
    expect(exit).toBe(1)
  })

  test('[R6] a rule that is switched from warn to block changes the result of the check, and nothing else', async () => {
    const of = sample()
    const before = JSON.parse((await kedge('check', of.folder, '--format', 'json')).said)
    writeFileSync(join(of.folder, 'policies/accounted.yaml'), ACCOUNTED.replace('severity: warn', 'severity: block'))
    const { exit, said } = await kedge('check', of.folder, '--format', 'json')
    const after = JSON.parse(said)
    const levels = {
      ...before,
      began: '',
      milliseconds: 0,
      good: false,
      problems: before.problems.map((p: { code: string }) => (p.code === 'accounted' ? { ...p, level: 'error' } : p)),
    }
    expect(before).toMatchObject({
      good: true,
      problems: expect.arrayContaining([expect.objectContaining({ code: 'accounted', level: 'warning' })]),
    })
    expect({ ...after, began: '', milliseconds: 0, coverage: 0 }).toEqual({ ...levels, coverage: 0 })
    expect(exit).toBe(1)
    const it = await planned(of)
    expect(saying(it)).toEqual(['severity changed from warn to block'])
    expect(it.models).toEqual([])
    expect(it.verdicts).toMatchObject([
      {
        rule: 'accounted',
        unchanged: 0,
        changed: [
          {
            model: 'flight-delay',
            at: ['rest'],
            from: { outcome: 'fail', severity: 'warn' },
            to: { outcome: 'fail', severity: 'block' },
          },
        ],
      },
    ])
    expect(it.verdicts).toHaveLength(1)
    expect(it.exit).toBe(0)
  })

  test('an edited rule shows old and new verdicts, and its edit is judged by the old ones', async () => {
    const of = sample({
      'policies/accounted.yaml': ACCOUNTED.replace('model.owners.validator }\n', 'model.owners.compliance }\n').replace(
        'owners: { validator: fay }',
        'owners: { compliance: fay }',
      ),
      'policies/rollback-target-passed.yaml': text =>
        text
          .replace('    - { var: target.passed }\n', '')
          .replace(
            'target: { passed: false, order: older, isCurrent: false } }, then: fail',
            'target: { passed: false, order: older, isCurrent: false } }, then: pass',
          )
          .replace('then: unknown\n    because: Nobody says that it passed.', 'then: pass'),
    })
    const it = await planned(of)
    expect(it.problems).toEqual([])
    expect(it.rules.map(({ id, owners }) => [id, owners])).toEqual([
      ['accounted', ['ana', 'chen', 'fay', 'gil']],
      ['rollback-target-passed', ['ana', 'chen', 'fay', 'gil']],
    ])
    expect(it.verdicts).toMatchObject([
      {
        rule: 'accounted',
        unchanged: 0,
        changed: [{ at: ['rest'], from: { outcome: 'fail' }, to: { outcome: 'pass' } }],
      },
      { rule: 'rollback-target-passed', unchanged: 1, changed: [] },
    ])
    const { said } = await kedge('plan', of.folder, '--base', 'main', '--format', 'markdown')
    expect(said).toContain('| flight-delay | as it stands | fail (warn) | pass (warn) |')
    expect(said).toContain('**rollback-target-passed** judges no model differently; 1 model as before.')
  })

  test('a rule about changes is tried on the changes people could ask of every model', async () => {
    const it = await planned(
      sample({
        'policies/rollback-same-cases.yaml': replace('severity: block\nmayWaive: [model-validation]', 'severity: warn'),
      }),
    )
    expect(it.verdicts).toMatchObject([
      {
        rule: 'rollback-same-cases',
        changed: [
          {
            model: 'flight-delay',
            at: ['rollback'],
            from: { outcome: 'unknown', severity: 'block' },
            to: { outcome: 'unknown', severity: 'warn' },
          },
        ],
      },
    ])
  })

  test('an exception that is added shows which verdict it changes', async () => {
    const waiver = `kind: waiver
id: no-validator-yet
because: Somebody is being hired.
rule: accounted
models: [flight-delay]
owner: mara
granted: { by: ana, on: 2026-11-01 }
expires: 2026-12-31
examples: [{ on: 2027-01-01, model: flight-delay, then: stands }]
`
    const it = await planned(sample({ 'policies/no-validator-yet.yaml': waiver }))
    expect(saying(it)).toEqual(['new waiver no-validator-yet'])
    expect(it.rules[0]?.exception).toEqual({
      rule: 'accounted',
      models: ['flight-delay'],
      until: '2026-12-31',
      because: 'Somebody is being hired.',
      grantedOn: '2026-11-01',
      grant: {
        by: 'ana',
        roles: ['modelops'],
        count: 1,
        says: 'granted by: one of the role modelops (ana)',
        note: '`granted.by` is a statement in the file until ana has approved',
      },
    })
    expect(it.exit).toBe(0)
    expect(it.verdicts).toMatchObject([
      { rule: 'accounted', changed: [{ from: { outcome: 'fail' }, to: { outcome: 'waived' } }] },
    ])
  })

  const FREEZE = `kind: waiver
id: one-weekend
because: The old version fails on Saturdays.
rule: weekend-freeze
models: [flight-delay]
owner: mara
granted: { by: bo, on: 2026-11-01 }
expires: 2026-12-31
examples: [{ on: 2027-01-01, model: flight-delay, then: stands }]
`

  test('an exception says from what, until when, why and by whose word, and its change as well', async () => {
    const of = sample({ 'policies/one-weekend.yaml': FREEZE })
    const read = async () => (await kedge('plan', of.folder, '--base', 'main', '--on', '2026-11-25')).said
    const words = (until: string) => [
      `• exception from weekend-freeze for flight-delay until ${until}: The old version fails on Saturdays; ` +
        'granted by bo; it takes the word of operations',
      '○ approve-all for rules: ',
      '○ granted by: one of the role operations (bo). `granted.by` is a statement in the file until bo has approved',
    ]
    const flat = (said: string) => said.replace(/[\s┃]+/g, ' ')
    const added = flat(await read())
    for (const part of words('2026-12-31')) expect(added).toContain(part)
    of.commit({}, 'Granted')
    writeFileSync(
      join(of.folder, 'policies/one-weekend.yaml'),
      FREEZE.replace('2026-12-31', '2027-02-01').replace('on: 2027-01-01', 'on: 2027-02-02'),
    )
    const changed = flat(await read())
    for (const part of ['extended from 2026-12-31 to 2027-02-01', ...words('2027-02-01')])
      expect(changed).toContain(part)
    writeFileSync(join(of.folder, 'policies/one-weekend.yaml'), `# Only a word more.\n${FREEZE}`)
    expect(await read()).not.toContain('granted by:')
  })

  test('an exception is blocked where only the same change lets it be granted', async () => {
    const of = sample({ 'policies/one-weekend.yaml': FREEZE.replace('by: bo', 'by: ana') })
    const freeze = join(of.folder, 'policies/weekend-freeze.yaml')
    writeFileSync(
      freeze,
      replace('mayWaive: [operations]', 'mayWaive: [operations, modelops]')(readFileSync(freeze, 'utf8')),
    )
    const { exit, said } = await kedge('plan', of.folder, '--base', 'main', '--on', '2026-11-25')
    expect(said.replace(/\s+/g, ' ')).toContain(
      '✗ blocked: by the rules of the base ana does not have the role operations. fix: Have it',
    )
    expect(said).toContain('1 file is blocked')
    expect(exit).toBe(1)
  })

  test('a file that is renamed is said as one, with both its kinds', async () => {
    const of = sample()
    for (const path of [
      'policies/false-notices.yaml',
      'policies/forecast-error.yaml',
      'policies/unseen-flights.yaml',
      'policies/rollback-same-cases.yaml',
    ])
      writeFileSync(
        join(of.folder, path),
        readFileSync(join(of.folder, path), 'utf8').replace('[flight-delay]', '[flight-late]'),
      )
    renameSync(join(of.folder, MODEL), join(of.folder, 'models/flight-late.yaml'))
    writeFileSync(
      join(of.folder, 'models/flight-late.yaml'),
      replace('id: flight-delay', 'id: flight-late')(readFileSync(join(of.folder, 'models/flight-late.yaml'), 'utf8')),
    )
    const it = await planned(of)
    expect(it.problems).toEqual([])
    expect(it.models.map(({ file, kinds, changes }) => [file, kinds, changes.map(({ says }) => says)])).toEqual([
      ['models/flight-delay.yaml', ['retire'], ['renamed from flight-delay to flight-late']],
      ['models/flight-late.yaml', ['register'], ['renamed from flight-delay to flight-late']],
    ])
  })

  test('a deleted model says what still names it', async () => {
    const it = await planned(
      sample({
        [MODEL]: null,
        'policies/false-notices.yaml': null,
        'policies/forecast-error.yaml': null,
        'policies/unseen-flights.yaml': null,
        'policies/rollback-same-cases.yaml': replace(
          'appliesTo: { models: [flight-delay] }',
          'appliesTo: { models: [flight-delay, other] }',
        ),
        'models/other.yaml':
          'kind: model\nid: other\nname: Other\nuseCase: passenger-notices\ntier: low\nowners: { business: mara, technical: ana }\nserving: { version: 1.0.0, mode: batch }\nqueries: { q: { connection: flights, sql: select 1 } }\nkpis: { mae: { name: Error, kind: technical, unit: min, direction: lower-is-better, query: q } }\n',
      }),
    )
    expect(it.problems).toEqual([])
    expect(it.models.find(({ file }) => file === MODEL)).toMatchObject({
      kinds: ['retire'],
      namedBy: expect.arrayContaining(['policies/rollback-same-cases.yaml']),
    })
  })

  test('a model that stays is judged anew beside a use case that changes', async () => {
    const of = sample()
    of.commit(
      {
        'policies/minimal-only.yaml': ACCOUNTED.replace('id: accounted', 'id: minimal-only')
          .replace('severity: warn', 'severity: block')
          .replace('{ known: model.owners.validator }', '{ ===: [{ var: useCase.risk }, minimal] }')
          .replace('{ model: { owners: { validator: fay } } }', '{ useCase: { risk: minimal } }')
          .replace('{ model: { tier: low } }', '{ useCase: { risk: high } }'),
      },
      'A rule',
    )
    writeFileSync(
      join(of.folder, 'models/passenger-notices.yaml'),
      replace('risk: minimal', 'risk: limited')(readFileSync(join(of.folder, 'models/passenger-notices.yaml'), 'utf8')),
    )
    const it = await planned(of)
    expect(saying(it)).toEqual(['risk raised from minimal to limited'])
    expect(it.models[0]?.findings.filter(({ blocks }) => blocks)).toMatchObject([
      { policy: 'minimal-only', model: 'flight-delay', outcome: 'fail' },
    ])
    expect(it.exit).toBe(1)
  })

  test('a head that is broken is told with file, line and fix; a base that is broken says so', async () => {
    const of = sample({ [MODEL]: replace('tier: medium', 'teir: medium') })
    const broken = await planned(of)
    expect(broken).toMatchObject({ exit: 1, good: false, models: [], rules: [] })
    expect(broken.problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          file: MODEL,
          code: 'unknown-key',
          line: expect.any(Number),
          fix: expect.any(String),
        }),
      ]),
    )
    of.commit({}, 'Broken')
    writeFileSync(
      join(of.folder, MODEL),
      replace('teir: medium', 'tier: medium')(readFileSync(join(of.folder, MODEL), 'utf8')),
    )
    const { exit, problems } = await planned(of)
    expect(exit).toBe(1)
    expect(problems[0]).toMatchObject({ code: 'broken-base' })
  })

  test('[E6] a hold without a reason of the list is told of at its line, and blocks nothing: nobody knows whose it is', async () => {
    const held = (reason: string) => (text: string) =>
      text.replace(
        '  mode: batch\n',
        `  mode: batch\n  hold: { since: 2026-03-01,${reason} because: It looks wrong. }\n`,
      )
    const on = ['--base', 'main', '--on', '2026-03-02']
    const { folder } = sample({ [MODEL]: held('') })
    const line = held('')(readFileSync(join(ROOT, MODEL), 'utf8'))
      .split('\n')
      .findIndex(text => text.includes('hold:'))
    const { exit, said } = await kedge('plan', folder, ...on, '--format', 'json')
    const { good, problems } = JSON.parse(said) as Planned
    expect([exit, good]).toEqual([0, true])
    expect(problems).toMatchObject([{ level: 'note', code: 'hold-reason', file: MODEL, line: line + 1 }])
    const { said: words } = await kedge('plan', folder, ...on, '--format', 'markdown')
    expect(words).toContain('The check of a pull request that a person opens asks why the model is put on hold')
    expect(words).toContain('data-in-doubt')
    expect((await kedge('check', folder)).said).not.toContain('hold-reason')
    const told = sample({ [MODEL]: held(' reason: data-in-doubt,') })
    expect((await kedge('plan', told.folder, ...on)).said).not.toContain('hold-reason')
  })

  test('what others merged meanwhile does not look undone', async () => {
    const of = sample()
    of.git('switch', '-q', '-c', 'work')
    of.commit({ 'models/work.yaml': 'kind: use-case\nid: work\nname: Work\nowner: mara\n' }, 'Work')
    of.git('switch', '-q', 'main')
    const unit = (name: string) =>
      readFileSync(join(of.folder, MODEL), 'utf8').replace('tier: medium\n', `tier: medium\nbusinessUnit: ${name}\n`)
    of.commit({ [MODEL]: unit('ground') }, 'Meanwhile')
    of.git('switch', '-q', 'work')
    expect((await planned(of)).models.map(({ file }) => file)).toEqual(['models/work.yaml'])
    of.commit({ [MODEL]: unit('air') }, 'Both')
    const it = await planned(of)
    expect(saying(it)).toContain('businessUnit changed from ground to air')
    expect(it.problems).toMatchObject([{ code: 'both-changed', level: 'warning', file: MODEL }])
    expect(it.exit).toBe(0)
  })

  test('the folder may be a part of the clone', async () => {
    const of = repo()
    mkdirSync(join(of.folder, 'governance'))
    for (const name of ['models', 'policies'])
      cpSync(join(ROOT, name), join(of.folder, 'governance', name), { recursive: true })
    of.commit({}, 'Base')
    writeFileSync(
      join(of.folder, 'governance', MODEL),
      replace('tier: medium', 'tier: low')(readFileSync(join(ROOT, MODEL), 'utf8')),
    )
    const { said } = await kedge('plan', join(of.folder, 'governance'), '--base', 'main', '--format', 'json')
    expect((JSON.parse(said) as Planned).models.map(({ file }) => file)).toEqual([MODEL])
  })

  test('hostile text in names is only text', async () => {
    const evil = '</summary><img src=x onerror=alert(1)> @acme/all | [x](javascript:1) ``` #1 **'
    const of = sample({
      [MODEL]: text =>
        text
          .replace('name: Flight delay forecast', `name: ${JSON.stringify(evil)}`)
          .replace('description: >-\n', `businessUnit: ops\ndescription: >-\n`)
          .replace('tags: [sample]', `tags: [${JSON.stringify(`x\n## ${evil}`)}]`),
    })
    const { said } = await kedge('plan', of.folder, '--base', 'main', '--format', 'markdown')
    expect(said).not.toContain('<img')
    expect(said).not.toMatch(/@acme|(?<!\\)\]\(javascript|^## |(?<!\\)\|/m)
    expect(said).toContain('&lt;img')
  })

  test('a name of the base that git could take for something else never reaches it', async () => {
    const of = sample()
    for (const ref of ['--output=/tmp/x', '-h', 'main;id', '', 'a b', 'main:models'])
      await expect(kedge('plan', of.folder, `--base=${ref}`), ref).rejects.toThrow('odd-ref')
  })

  test('a base that is not there is told with the fetch that brings it, in a shallow clone too', async () => {
    const of = sample()
    await expect(kedge('plan', of.folder, '--base', 'origin/main')).rejects.toThrow(
      'git fetch origin main:refs/remotes/origin/main',
    )
    of.commit({ 'README.md': 'two' }, 'Two')
    const folder = mkdtempSync(join(tmpdir(), 'kedge-shallow-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${of.folder}`, folder])
    const first = of.git('rev-parse', 'HEAD~1')
    await expect(kedge('plan', folder, '--base', first)).rejects.toThrow(`git fetch --depth=1 origin ${first}`)
    expect((await kedge('plan', folder, '--base', 'main')).said).toContain('Nothing changes')
    execFileSync('git', ['-C', folder, 'fetch', '-q', '--depth=1', 'origin', first])
    expect((await kedge('plan', folder, '--base', first)).said).toContain('Nothing changes')
  })

  test('a folder that lies in no clone cannot be planned', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kedge-none-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    await expect(kedge('plan', folder, '--base', 'main')).rejects.toThrow('no-clone')
  })
})
