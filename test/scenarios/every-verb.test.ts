import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHANGE_KINDS, type ChangeKind } from '../../src/core/change.ts'
import { type Change, changeFrom, sealOf } from '../../src/core/change-state.ts'
import { readShown } from '../../src/core/shown.ts'
import { judged } from '../../src/flows/bench.ts'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { happened } from '../fixtures/happened.ts'
import { opens } from './opens.ts'
import { MODEL, opened, type Scenario, scenario } from './world.ts'

/** One row of the table of changes: who asks by which words, and who must say yes. */
interface Verb {
  /** The function of src/plans/ it goes through. */
  readonly plan: string
  readonly kind: ChangeKind
  /** What is typed, or the answers of its form. */
  readonly says: string | Readonly<Record<string, string>>
  readonly by?: string
  /** Lines of the diff that must be there. */
  readonly diff: readonly string[]
  readonly approve: readonly string[]
  /** Merged by Kedge, where the policy says so. */
  readonly auto?: true
}

const WHY = 'because it is better for those who wait for their flights'
const VERBS: readonly Verb[] = [
  {
    plan: 'planRollback',
    kind: 'rollback',
    says: `/kedge rollback flight-delay to 1.0.0 ${WHY}`,
    diff: ['-  version: 1.1.0', '+  version: 1.0.0'],
    approve: ['bo', 'chen'],
    auto: true,
  },
  {
    plan: 'planPromote',
    kind: 'promote',
    says: `/kedge promote flight-delay to 1.1.0 ${WHY}`,
    diff: ['-  version: 1.0.0', '+  version: 1.1.0'],
    approve: ['chen'],
  },
  {
    plan: 'planPromote',
    kind: 'promote',
    says: `/kedge promote flight-delay into test as emergency ${WHY}`,
    diff: ['-  test: { version: 1.0.0 }', '+  test: { version: 1.1.0 }'],
    approve: ['fay'],
  },
  {
    plan: 'planRetrain',
    kind: 'retrain',
    says: `/kedge retrain flight-delay ${WHY}`,
    diff: ['+retraining:', '+  requests:', 'by: ana, on: 2001-04-17 }'],
    approve: ['chen'],
  },
  {
    plan: 'planLimit',
    kind: 'edit',
    says: `/kedge kpi flight-delay mae limit 20 ${WHY}`,
    diff: ['-    limit: 18.5', '+    limit: 20'],
    approve: ['chen'],
  },
  {
    plan: 'planAttest',
    kind: 'edit',
    says: '/kedge attest flight-delay',
    diff: ['+review:', 'last: 2001-04-17'],
    approve: ['chen'],
  },
  {
    plan: 'planWaive',
    kind: 'rules',
    says: `/kedge waive serves-what-passed for flight-delay until 2001-06-30 granted by chen ${WHY}`,
    diff: ['+kind: waiver', '+rule: serves-what-passed', '+expires: 2001-06-30'],
    approve: ['chen', 'fay'],
  },
  {
    plan: 'planHold',
    kind: 'hold',
    says: `/kedge hold flight-delay for data-in-doubt ${WHY}`,
    diff: ['+  hold:', 'since: 2001-04-17', 'reason: data-in-doubt'],
    approve: ['bo', 'chen'],
    auto: true,
  },
  {
    plan: 'planResume',
    kind: 'resume',
    says: '/kedge resume flight-delay',
    diff: ['-  hold:', 'since: 2001-04-17'],
    approve: ['chen'],
  },
  {
    plan: 'planReplace',
    kind: 'replace',
    says: `/kedge replace flight-delay with delay-by-hour ${WHY}`,
    diff: ['-  - name: gate-screens', '+  - { name: gate-screens }'],
    approve: ['chen', 'fay'],
  },
  {
    plan: 'planRegister',
    kind: 'register',
    says: { name: 'Crew delay', useCase: 'passenger-notices', tier: 'medium', business: 'mara', technical: 'dana' },
    diff: ['+kind: model', '+id: crew-delay', '+  version: 1.0.0', '+  mode: batch', '+stage: idea', '+  hold:'],
    approve: ['chen'],
  },
  {
    plan: 'planRetire',
    kind: 'retire',
    says: `/kedge retire flight-delay ${WHY}`,
    diff: ['-stage: production', '+stage: retired'],
    approve: ['chen'],
  },
]

const OTHER = `kind: model
id: delay-by-hour
name: Delay by the hour
type: python
useCase: passenger-notices
tier: low
stage: production
owners: { business: mara, technical: dana }
serving: { version: 1.0.0, mode: batch }
versions:
  1.0.0: { gates: { passed: 2001-02-01, evidence: Hold-out of January } }
sources: [flight-records]
`

const USED = `environments:
  dev: { version: 1.1.0 }
  test: { version: 1.0.0 }
consumers:
  - name: gate-screens
`

let it: Scenario
beforeAll(async () => {
  const text = readFileSync(join(import.meta.dirname, '../..', MODEL), 'utf8')
  const files = { [MODEL]: text + USED, 'models/delay-by-hour.yaml': OTHER }
  it = await scenario({ shared: true, at: '2001-04-17T14:00:00Z', files })
  await it.store.commit({
    at: it.clock.now(),
    parts: [
      {
        subject: 'model/delay-by-hour',
        seen: 0,
        events: [happened('model.observed', 'kedge', { model: 'delay-by-hour', version: '1.0.0' })],
      },
    ],
  })
  await it.watch()
})
afterAll(() => it.close())

async function changeIn(pull: number): Promise<Change> {
  const change = changeFrom(await it.store.events((await it.store.find(`pull:${pull}`)) ?? ''))
  if (change === undefined) throw new Error(`#${pull} is no change`)
  return change
}

/** What people are asked, and what they are shown of it. */
async function asked(pull: number) {
  const change = await changeIn(pull)
  const { verdict, rules } = await judged(it.bot.world, change)
  const { kinds, parts, moves, grants, files, problems } = sealOf(change)?.body ?? {}
  return {
    shown: { kinds, parts, moves, grants, files, problems },
    answers: (change.findings ?? []).map(({ policy, outcome, blocks }) => ({ policy, outcome, blocks })),
    needs: {
      is: verdict.is,
      rules: rules.map(({ id }) => id),
      missing: verdict.missing.map(({ id, person }) => [id, person]),
    },
  }
}

async function asks({ says, by = 'ana' }: Verb): Promise<string> {
  if (typeof says === 'string') return it.says(by, 'flight-ops', says)
  await it.says(by, 'flight-ops', '/kedge register')
  await opened(() => it.person(by).modal())
  const before = it.whispers(by).length
  await it.person(by).submit(says)
  await it.settle()
  return it.whispers(by).slice(before).join('\n')
}

/** The files of the newest pull request, opened once more by the same person on a branch of their own, and closed again. */
async function byHand({ by = 'ana' }: Verb, ref: string, paths: readonly string[]) {
  const texts = await Promise.all(paths.map(async path => [path, await it.file(path, ref)] as const))
  const files = Object.fromEntries(texts.map(([path, text]) => [path, () => text]))
  it.clock.move(60_000)
  // A branch is named by the letters of its title, and ids of changes have digits.
  const letters = ref.replaceAll(/\d/g, digit => 'ghijklmnop'.charAt(Number(digit)))
  const { number } = await opens(it, by, files, `By hand ${letters}`)
  const result = await asked(number)
  await it.air.github.person(by).call('PATCH', `/repos/acme/models/pulls/${number}`, { state: 'closed' })
  await it.settle()
  return result
}

describe('[C7] every change of the table works from both doors', () => {
  test.each(VERBS.map(verb => [typeof verb.says === 'string' ? verb.says.slice(0, 40) : verb.kind, verb] as const))(
    '%s',
    async (_, verb) => {
      it.clock.move(60_000)
      expect(await asks(verb)).toContain('Asked: ')
      const pull = await it.pull()
      const change = await changeIn(pull.number)
      const sealed = sealOf(change)?.body
      for (const line of verb.diff) expect(sealed?.diff).toContain(`${line}`)
      expect(change.request).toMatchObject({ kind: verb.kind, title: pull.title })
      expect(sealed).toMatchObject({ kinds: [verb.kind], problems: [] })

      const inSlack = await asked(pull.number)
      expect(await byHand(verb, pull.head.ref, sealed?.files.map(({ path }) => path) ?? [])).toEqual(inSlack)

      if (verb.kind === 'promote' && change.request.to !== undefined) {
        expect(messageText((await cardOf(pull.number)).blocks)).toMatch(/on the same [\d,]+ cases/)
        expect(pull.body).toContain('Both versions on the same')
      }
      expect((await it.api(`commits/${pull.head.sha}/check-runs`)).check_runs.at(-1).conclusion).toBeNull()
      for (const who of verb.approve) expect(await approves(who, pull.number)).toContain('is recorded')
      if (!verb.auto)
        await it.air.github.person('dana').call('PUT', `/repos/acme/models/pulls/${pull.number}/merge`, {})
      await it.settle()
      if (sealed?.moves.length) await it.passes({ minutes: 10 })
      expect(await changeIn(pull.number)).toMatchObject({ merged: {}, done: {} })
    },
  )
})

/** The card of this change, since others were shown meanwhile. */
async function cardOf(pull: number) {
  const seal = sealOf(await changeIn(pull))?.body.seal
  const card = it.air.slack
    .messages('approvals')
    .findLast(message =>
      message.blocks.some(({ elements = [] }) =>
        elements.some((e: { value?: string }) => readShown(e.value ?? '').seal === seal),
      ),
    )
  if (card === undefined) throw new Error(`no card asks for #${pull}`)
  return card
}

async function approves(who: string, pull: number): Promise<string> {
  const card = await cardOf(pull)
  const before = it.whispers(who).length
  await it.person(who).press(card, 'kedge:approve')
  await it.settle()
  return it.whispers(who).slice(before).join('\n')
}

describe('[C7] the walk', () => {
  test('leaves out no kind of change', () => {
    expect(CHANGE_KINDS.filter(kind => !VERBS.some(verb => verb.kind === kind))).toEqual([])
  })

  test('leaves out no plan', () => {
    const folder = join(import.meta.dirname, '../../src/plans')
    const plans = readdirSync(folder).flatMap(name =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(/^export function (plan[A-Z]\w*)/gm)].map(
        found => found[1],
      ),
    )
    expect(plans.length).toBeGreaterThan(10)
    // A registered version comes by the door of programs: test/slow/retrain.test.ts plays it.
    expect(plans.filter(name => name !== 'planRelease' && !VERBS.some(verb => verb.plan === name))).toEqual([])
  })
})
