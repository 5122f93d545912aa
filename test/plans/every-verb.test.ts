import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Edit } from '../../src/core/edit.ts'
import { lineOf } from '../../src/core/problem.ts'
import type { Repository } from '../../src/core/repository.ts'
import { readFolder } from '../../src/edges/disk.ts'
import { planAttest } from '../../src/plans/attest.ts'
import { planHold } from '../../src/plans/hold.ts'
import { planLimit } from '../../src/plans/limit.ts'
import type { NoPlan, Plan } from '../../src/plans/plan.ts'
import { planPromote } from '../../src/plans/promote.ts'
import { planRegister } from '../../src/plans/register.ts'
import { planReplace } from '../../src/plans/replace.ts'
import { planResume } from '../../src/plans/resume.ts'
import { planRetire } from '../../src/plans/retire.ts'
import { planRetrain } from '../../src/plans/retrain.ts'
import { planRollback } from '../../src/plans/rollback.ts'
import { planWaive } from '../../src/plans/waive.ts'
import { policyKinds } from '../../src/policies/index.ts'
import { applyEdits } from '../../src/repository/apply-edits.ts'
import { classify, classifyPlanned } from '../../src/repository/classify.ts'
import { readRepository } from '../../src/repository/read-repository.ts'

type Files = Repository['files']

const { snapshot } = await readFolder(join(import.meta.dirname, '../..'))
const PATH = 'models/flight-delay.yaml'
const today = '2001-04-20'
const because = 'It announces few of the late flights'

function after(files: Files, edits: readonly Edit[]): Files {
  const edited = Object.entries(applyEdits(files, edits)).map(([path, text]) => [path, { text, blob: '' }] as const)
  return { ...files, ...Object.fromEntries(edited) }
}

const read = (files: Files) => readRepository(files, 'c', policyKinds)

function repositoryOf(files: Files): Repository {
  const { repository, problems } = read(files)
  if (repository === undefined) throw new Error(problems.map(lineOf).join('\n'))
  return repository
}

function editsOf(plan: Plan | NoPlan): readonly Edit[] {
  if ('refused' in plan) throw new Error(plan.refused.says)
  return plan.edits
}

const model = (repository: Repository, id = 'flight-delay') => {
  const found = repository.models[id]
  if (found === undefined) throw new Error(`no model ${id}`)
  return found
}

const NEW = {
  name: 'Flight delay, by the weather',
  useCase: 'passenger-notices',
  tier: 'medium',
  business: 'mara',
  technical: 'dana',
  version: '1.0',
}
const waived = (it: Repository) =>
  planWaive(it, {
    rule: 'serves-what-passed',
    models: [model(it)],
    because,
    owner: 'ana',
    grantedBy: 'chen',
    until: '2001-06-30',
    today,
  })

/** What stands there before, and what is asked of it. */
interface Row {
  readonly verb: string
  readonly kinds: readonly string[]
  readonly given?: (files: Files) => Files
  readonly asks: (repository: Repository) => Plan | NoPlan
}

const put = (at: readonly (string | number)[], value: object) => (files: Files) =>
  after(files, [{ path: PATH, at, put: value as Record<string, string> }])
const planned = (plan: (it: Repository) => Plan | NoPlan) => (files: Files) =>
  after(files, editsOf(plan(repositoryOf(files))))

const registered = planned(it => planRegister(it, NEW, today))
const back = planned(it => planRollback(it, model(it), { to: '1.0.0' }))
const used = put(['consumers'], [{ name: 'notices', kind: 'pipeline' }, { name: 'crews' }, { name: 'gates' }])
const places = put(['environments'], { dev: { version: '1.1.0' }, test: { version: '1.0.0', platform: 'airflow' } })
const tested = put(['environments'], { test: { version: '1.1.0' } })
const other = (it: Repository) => model(it, 'flight-delay-by-the-weather')

const ROWS: readonly Row[] = [
  { verb: 'register', kinds: ['register'], asks: it => planRegister(it, NEW, today) },
  {
    verb: 'register a small one',
    kinds: ['register'],
    asks: it => planRegister(it, { ...NEW, tier: 'low', mode: 'realtime', type: 'excel' }, today),
  },
  { verb: 'promote', kinds: ['promote'], given: back, asks: it => planPromote(it, model(it), { to: '1.1.0' }) },
  {
    verb: 'promote to test',
    kinds: ['promote'],
    given: places,
    asks: it => planPromote(it, model(it), { environment: 'test' }),
  },
  {
    verb: 'promote to production',
    kinds: ['promote'],
    given: files => tested(back(files)),
    asks: it => planPromote(it, model(it), { environment: 'production' }),
  },
  { verb: 'rollback', kinds: ['rollback'], asks: it => planRollback(it, model(it), { to: '1.0.0' }) },
  { verb: 'retrain', kinds: ['retrain'], asks: it => planRetrain(it, model(it), { by: 'ana', because, today }) },
  {
    verb: 'retrain where it says how',
    kinds: ['retrain'],
    given: put(['retraining'], { triggers: ['request'] }),
    asks: it => planRetrain(it, model(it), { by: 'ana', because, today }),
  },
  {
    verb: 'retrain once more',
    kinds: ['retrain'],
    given: planned(it => planRetrain(it, model(it), { by: 'ana', because, today })),
    asks: it => planRetrain(it, model(it), { by: 'bo', because, today: '2001-05-20' }),
  },
  {
    verb: 'replace',
    kinds: ['replace'],
    given: files => used(registered(files)),
    asks: it => planReplace(it, model(it), { other: other(it) }),
  },
  {
    verb: 'replace for some',
    kinds: ['replace'],
    given: files => used(registered(files)),
    asks: it => planReplace(it, model(it), { other: other(it), consumers: ['notices', 'gates'] }),
  },
  {
    verb: 'replace for one more',
    kinds: ['replace'],
    given: files =>
      planned(it => planReplace(it, model(it), { other: other(it), consumers: ['crews'] }))(used(registered(files))),
    asks: it => planReplace(it, model(it), { other: other(it), consumers: ['gates'] }),
  },
  { verb: 'hold', kinds: ['hold'], asks: it => planHold(it, model(it), { because, today }) },
  {
    verb: 'resume',
    kinds: ['resume'],
    given: planned(it => planHold(it, model(it), { because: 'a: "b" # c', today })),
    asks: it => planResume(it, model(it)),
  },
  { verb: 'retire', kinds: ['retire'], asks: it => planRetire(it, model(it), { today }) },
  { verb: 'limit', kinds: ['edit'], asks: it => planLimit(it, model(it), { kpi: 'mae', to: '20' }) },
  {
    verb: 'limit where there was none',
    kinds: ['edit'],
    asks: it => planLimit(it, model(it), { kpi: 'announced', to: '30.5' }),
  },
  { verb: 'attest', kinds: ['edit'], asks: it => planAttest(it, model(it), { by: 'mara', today }) },
  {
    verb: 'attest once more',
    kinds: ['edit'],
    given: planned(it => planAttest(it, model(it), { by: 'mara', today: '2001-03-01' })),
    asks: it => planAttest(it, model(it), { by: 'bo', today }),
  },
  { verb: 'waive', kinds: ['rules'], asks: waived },
]

test.each(ROWS)(
  '[C7] $verb: the plan fits the files, breaks nothing, and means what it says',
  ({ kinds, given, asks }) => {
    const before = given?.(snapshot.files) ?? snapshot.files
    const plan = asks(repositoryOf(before))
    if ('refused' in plan) throw new Error(plan.refused.says)
    const now = after(before, plan.edits)
    const known = read(before).problems.map(lineOf)
    expect(
      read(now)
        .problems.filter(it => it.level === 'error' && !known.includes(lineOf(it)))
        .map(lineOf),
    ).toEqual([])
    const changes = Object.keys(now)
      .filter(path => now[path]?.text !== before[path]?.text)
      .map(path => ({ path, ...(before[path] && { was: before[path] }), is: { text: now[path]?.text ?? '' } }))
    expect(plan.kind).toBe(kinds[0])
    expect(classify(changes)).toEqual(kinds)
    expect(classifyPlanned(changes, plan.edits)).toEqual(kinds)
    expect(plan.title).not.toBe('')
  },
)

test('[C7] every verb as people will see it: the title, and the lines of the pull request', () => {
  const shown = ROWS.map(({ verb, given, asks }) => {
    const before = given?.(snapshot.files) ?? snapshot.files
    const plan = asks(repositoryOf(before))
    if ('refused' in plan) throw new Error(plan.refused.says)
    const now = after(before, plan.edits)
    const lines = Object.keys(now).flatMap(path => diff(before[path]?.text ?? '', now[path]?.text ?? ''))
    return [`${verb}: ${plan.title}`, ...lines.map(line => `  ${line}`)].join('\n')
  })
  expect(shown.join('\n')).toMatchInlineSnapshot(`
    "register: Register flight-delay-by-the-weather
      + # yaml-language-server: $schema=model.schema.json
      + kind: model
      + id: flight-delay-by-the-weather
      + name: Flight delay, by the weather
      + useCase: passenger-notices
      + tier: medium
      + stage: idea
      + stageSince: 2001-04-20
      + owners: { business: mara, technical: dana }
      + channel: C0FLIGHTOPS
      + serving:
      +   version: "1.0"
      +   mode: batch
      +   hold: { since: 2001-04-20, because: "It is new, and has not gone the way to where it may serve." }
      + versions: { "1.0": {} }
      + review: { everyMonths: 6, last: 2001-04-20 }
    register a small one: Register flight-delay-by-the-weather
      + # yaml-language-server: $schema=model.schema.json
      + kind: model
      + id: flight-delay-by-the-weather
      + name: Flight delay, by the weather
      + type: excel
      + useCase: passenger-notices
      + tier: low
      + stage: development
      + stageSince: 2001-04-20
      + owners: { business: mara, technical: dana }
      + channel: C0FLIGHTOPS
      + serving:
      +   version: "1.0"
      +   mode: realtime
      +   hold: { since: 2001-04-20, because: "It is new, and has not gone the way to where it may serve." }
      + versions: { "1.0": {} }
      + review: { everyMonths: 12, last: 2001-04-20 }
    promote: Promote flight-delay from 1.0.0 to 1.1.0
      -   version: 1.0.0
      +   version: 1.1.0
    promote to test: Promote flight-delay 1.1.0 from dev to test
      - environments: { dev: { version: 1.1.0 }, test: { version: 1.0.0, platform: airflow } }
      + environments: { dev: { version: 1.1.0 }, test: { version: 1.1.0, platform: airflow } }
    promote to production: Promote flight-delay from 1.0.0 to 1.1.0
      -   version: 1.0.0
      +   version: 1.1.0
    rollback: Roll flight-delay back from 1.1.0 to 1.0.0
      -   version: 1.1.0
      +   version: 1.0.0
    retrain: Train flight-delay anew
      + retraining:
      +   requests:
      +     - { on: 2001-04-20, by: ana, because: It announces few of the late flights }
    retrain where it says how: Train flight-delay anew
      - retraining: { triggers: [request] }
      + retraining: { triggers: [request], requests: [{ on: 2001-04-20, by: ana, because: It announces few of the late flights }] }
    retrain once more: Train flight-delay anew
      +     - { on: 2001-05-20, by: bo, because: It announces few of the late flights }
    replace: Replace flight-delay by flight-delay-by-the-weather for notices, crews, gates
      - consumers:
      -   - { name: notices, kind: pipeline }
      -   - { name: crews }
      -   - { name: gates }
      + consumers:
      +   - { name: notices, kind: pipeline }
      +   - { name: crews }
      +   - { name: gates }
    replace for some: Replace flight-delay by flight-delay-by-the-weather for notices, gates
      -   - { name: notices, kind: pipeline }
      -   - { name: gates }
      + consumers:
      +   - { name: notices, kind: pipeline }
      +   - { name: gates }
    replace for one more: Replace flight-delay by flight-delay-by-the-weather for gates
      -   - { name: gates }
      +   - { name: gates }
    hold: Hold flight-delay
      +   hold: { since: 2001-04-20, because: It announces few of the late flights }
    resume: Resume flight-delay
      -   hold: { since: 2001-04-20, because: "a: \\"b\\" # c" }
    retire: Retire flight-delay
      - stage: production
      - stageSince: 2001-02-01
      + stage: retired
      + stageSince: 2001-04-20
    limit: Move the limit of mae of flight-delay from 18.5 to 20 min
      -     limit: 18.5
      +     limit: 20
    limit where there was none: Set the limit of announced of flight-delay to 30.5 %
      +     limit: 30.5
    attest: Confirm that the file of flight-delay is true
      + review: { everyMonths: 6, last: 2001-04-20 }
    attest once more: Confirm that the file of flight-delay is true
      - review: { everyMonths: 6, last: 2001-03-01 }
      + review: { everyMonths: 6, last: 2001-04-20 }
    waive: Waive serves-what-passed for flight-delay until 30 June 2001
      + # yaml-language-server: $schema=policy.schema.json
      + kind: waiver
      + id: waive-serves-what-passed
      + because: It announces few of the late flights
      + rule: serves-what-passed
      + models: [flight-delay]
      + owner: ana
      + granted: { by: chen, on: 2001-04-20 }
      + expires: 2001-06-30
      + examples:
      +   - { on: 2001-04-20, model: flight-delay, then: waived }
      +   - { on: 2001-06-30, model: flight-delay, then: waived }
      +   - { on: 2001-04-19, model: flight-delay, then: stands }
      +   - { on: 2001-07-01, model: flight-delay, then: stands }
      +   - { on: 2001-04-20, model: another-model, then: stands }"
  `)
})

/** Lines that went, with -, and lines that came, with +. */
function diff(was: string, is: string): string[] {
  const [old, now] = [was.split('\n'), is.split('\n')]
  return [
    ...old.filter(line => !now.includes(line)).map(line => `- ${line}`),
    ...now.filter(line => line !== '' && !old.includes(line)).map(line => `+ ${line}`),
  ]
}
