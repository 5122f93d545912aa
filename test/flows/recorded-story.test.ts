import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changeFrom, sealOf } from '../../src/core/change-state.ts'
import type { Event } from '../../src/core/event.ts'
import { judged } from '../../src/flows/bench.ts'
import { decisionIn } from '../../src/flows/recorded-decision.ts'
import { retold } from '../../src/flows/retold.ts'
import { judgeStory, readStory } from '../../src/flows/story.ts'
import type { Onlooker } from '../../src/flows/world.ts'
import { event } from '../fixtures/record.ts'
import { repository } from '../fixtures/world.ts'

const ID = 'change/one'
const START = Date.parse('2026-03-02T09:00:00Z')
const TEAM = repository.people.slackTeam
const WHO = ['ana', 'bo', 'chen', 'dana', 'eli', 'fay', 'mara'] as const
const accountOf = (who: string, door: 'slack' | 'github') =>
  door === 'slack'
    ? `slack:${TEAM}:${repository.people.people[who]?.slack}`
    : `github:${repository.people.people[who]?.github?.id}`

type Happening = { readonly after: number; readonly type: string; readonly body: object; readonly by?: string }

/** Events of one change, each some minutes after the one before. */
function recorded(happenings: readonly Happening[]): readonly Event[] {
  let at = START
  return happenings.map(({ after, type, body, by = 'kedge' }, i) => {
    at += after * 60_000
    return event(ID, i + 1, new Date(at).toISOString(), type as never, body as never, by)
  })
}

const asked = (more: object = {}, by = 'ana'): Happening => ({
  ...{ after: 0, type: 'change.asked', by },
  body: {
    ...{ kind: 'rollback', model: 'flight-delay', from: '1.1.0', to: '1.0.0', door: 'slack', title: 'Go back' },
    ...{ reason: 'It is late', edits: [], findings: [], commit: 'a'.repeat(40) },
    accounts: [accountOf(by, 'slack'), accountOf(by, 'github')],
    ...more,
  },
})
const opened: Happening = { after: 0, type: 'change.opened', body: { pull: 7, branch: 'kedge/x', base: 'main' } }
const sealed = (seal: string, more: object = {}, after = 0): Happening => ({
  ...{ after, type: 'change.sealed' },
  body: {
    seal,
    pins: { head: seal.repeat(40), base: 'main', blobs: {}, policies: 'p', request: 'r' },
    ...{ kinds: ['rollback'], moves: [], grants: [], files: [], problems: [], diff: '', authors: [] },
    parts: [{ kinds: ['rollback'], model: { id: 'flight-delay', tier: 'medium', useCase: 'passenger-notices' } }],
    ...more,
  },
})
const voted = (person: string, more: Record<string, unknown> = {}, after = 1): Happening => {
  const door = more.door === 'github' ? 'github' : 'slack'
  const body = { person, account: accountOf(person, door), door, is: 'approve', seal: 'a', ...more }
  return { after, type: 'change.voted', body, by: more.by === undefined ? person : String(more.by) }
}
const said = (is: string, by: readonly string[]): Happening => ({
  ...{ after: 0, type: 'change.verdict' },
  body: { is, head: 'a'.repeat(40), by },
})
const finding = (policy: string, outcome: string, blocks: boolean, severity = 'warn') => ({
  ...{ policy, outcome, blocks, severity, model: 'flight-delay', kinds: ['rollback'] },
  ...{ because: 'It matters.', fix: 'Mend it.', trace: ['kpis.mae.value 21.7 is not <= 18.5'] },
})

const HEAD = { n: 9, hash: 'f'.repeat(64) }
const told = (events: readonly Event[], rules = { repository, sealed: true }) => {
  const file = retold(events, decisionIn(events), rules, HEAD)
  return { ...file, story: readStory('case.yaml', file.text).story }
}

/** What Kedge says of the same events, with everybody in Slack a person. */
async function kedgeSays(events: readonly Event[], draft: boolean) {
  const change = changeFrom(events)
  if (!change) throw new Error('nothing was asked')
  const base = sealOf(change)?.body.pins.base ?? 'main'
  const world = {
    policy: async () => repository,
    now: () => new Date(decisionIn(events).now),
    see: {
      slackUser: async (id: string) => ({ id, is: 'person' }),
      team: async () => 'unavailable',
      pull: async () => ({ state: 'open', draft, base }),
    },
  } as unknown as Onlooker
  return (await judged(world, change)).verdict
}

const arbVote: fc.Arbitrary<Happening> = fc
  .record({
    who: fc.constantFrom(...WHO),
    door: fc.constantFrom('slack', 'github'),
    is: fc.constantFrom('approve', 'approve', 'approve', 'deny', 'withdrawn'),
    seal: fc.constantFrom('a', 'a', 'b', 'c'),
    after: fc.integer({ min: 0, max: 400 }),
    back: fc.option(fc.integer({ min: 0, max: 300 }), { nil: undefined }),
    lapsed: fc.constantFrom(undefined, undefined, undefined, 'draft', 'closed', 'base'),
    kept: fc.boolean(),
    by: fc.constantFrom(undefined, undefined, 'github', 'mara'),
  })
  .map(({ who, after, back, lapsed, kept, by, is, ...vote }) => ({
    ...voted(who, { ...vote, is, ...(lapsed && { lapsed }), ...(by && is === 'withdrawn' && { by }) }, after),
    ...{ back, kept },
  }))
const arbSeal: fc.Arbitrary<Happening> = fc
  .record({
    seal: fc.constantFrom('a', 'a', 'b', 'c'),
    base: fc.constantFrom('main', 'main', 'main', 'other'),
    after: fc.integer({ min: 0, max: 400 }),
    authors: fc.array(
      fc.constantFrom<object>(
        { role: 'pusher', github: 5 },
        { role: 'author', github: 6 },
        { role: 'author' },
        { role: 'author', github: 0, machine: true },
        { role: 'author', unseen: 'fork' },
        { role: 'pusher', github: 999 },
      ),
      { maxLength: 2 },
    ),
    broken: fc.constantFrom(0, 0, 0, 0, 1),
  })
  .map(({ seal, base, authors, after, broken }) => {
    const pins = { head: seal.repeat(40), base, blobs: {}, policies: 'p', request: 'r' }
    return sealed(seal, { pins, authors, problems: Array(broken).fill({ says: 'It is wrong.' }) }, after)
  })
const arbJudged: fc.Arbitrary<Happening> = fc
  .record({
    after: fc.integer({ min: 0, max: 400 }),
    findings: fc.array(
      fc
        .tuple(
          fc.constantFrom('one', 'two', 'three'),
          fc.constantFrom('pass', 'fail', 'unknown', 'waived'),
          fc.constantFrom('block', 'warn'),
          fc.boolean(),
        )
        .map(([policy, outcome, severity, blocks]) => finding(policy, outcome, blocks && outcome === 'fail', severity)),
      { maxLength: 3 },
    ),
  })
  .map(({ after, findings }) => ({ after, type: 'change.judged', body: { findings } }))

const arbEvents = fc
  .record({
    more: fc.record(
      { door: fc.constantFrom('slack', 'repository'), emergency: fc.constant(true as const) },
      { requiredKeys: ['door'] },
    ),
    by: fc.constantFrom('ana', 'dana', 'bo'),
    first: fc.option(arbSeal, { nil: undefined }),
    rest: fc.array(fc.oneof({ weight: 4, arbitrary: arbVote }, arbSeal, arbJudged), { maxLength: 9 }),
  })
  .map(({ more, by, first, rest }) => {
    // Nobody votes before there is something to vote on.
    const seal = first ?? (rest.length > 0 ? sealed('a', {}, 3) : undefined)
    const before = [asked(more, by), opened, ...(seal ? [seal] : [])]
    return recorded([...before, ...rest]).map((it, i) => given(it, rest[i - before.length]))
  })

/** A review is heard of later than it was given. */
function given(it: Event, from: (Happening & { back?: number; kept?: boolean }) | undefined): Event {
  if (from === undefined || it.type !== 'change.voted') return it
  const { account, ...body } = it.body
  const at = from.back === undefined ? {} : { given: new Date(Date.parse(it.at) - from.back * 60_000).toISOString() }
  return { ...it, body: { ...body, ...(from.kept && account ? { account } : {}), ...at } } as Event
}

describe('[C3] what is on record as a story', () => {
  test('comes to the verdict that Kedge gives of it, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(arbEvents, fc.boolean(), async (events, draft) => {
        const kedge = await kedgeSays(events, draft)
        const by = kedge.counted.map(({ person }) => person)
        const verdict = event(ID, events.length + 1, decisionIn(events).now, 'change.verdict', {
          ...{ is: kedge.is, head: 'a'.repeat(40), by, ...(draft && { draft }) },
        })
        const file = told([...events, verdict])
        const again = judgeStory(readStory('case.yaml', file.text), undefined).verdict
        expect(again).toEqual({ ...kedge, ...('fix' in kedge && { fix: expect.any(String) }) })
        expect(file.agrees).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  test('names who pushed and what else moved, and says what the rules answered', () => {
    const bo = { role: 'pusher', github: 5 }
    const { story } = told(
      recorded([
        ...[asked({ door: 'repository' }), opened, sealed('a', {}, 2)],
        ...[voted('chen', { because: 'It is fine.' }), sealed('b', { authors: [bo] }, 1)],
        sealed('c', {
          authors: [bo],
          pins: { head: 'b'.repeat(40), base: 'main', blobs: {}, policies: 'q', request: 'r' },
        }),
        {
          after: 1,
          type: 'change.judged',
          body: { findings: [finding('low-error', 'fail', false), finding('x', 'pass', false)] },
        },
      ]),
    )
    expect(story.events?.map(({ by, does, seal, because, answers }) => ({ by, does, seal, because, answers }))).toEqual(
      [
        { by: 'kedge', does: 'move', seal: 'a' },
        { by: 'chen', does: 'approve', seal: 'a', because: 'It is fine.' },
        { by: 'bo', does: 'push', seal: 'b' },
        { by: 'kedge', does: 'move', seal: 'c' },
        {
          by: 'kedge',
          does: 'judge',
          answers: [expect.objectContaining({ policy: 'low-error', outcome: 'fail', blocks: false })],
        },
      ],
    )
    expect(story.change).toMatchObject({ door: 'repository', authors: ['github:5'], seal: 'a' })
  })

  const base = [asked(), opened, sealed('a')]
  const approved = [voted('bo'), voted('chen'), said('approved', ['bo', 'chen'])]
  const merged = {
    after: 1,
    type: 'change.merged',
    body: { commit: 'e'.repeat(40), head: 'a'.repeat(40), by: 'kedge' },
  }
  const owed = (because: string, more: object = {}) => ({
    after: 0,
    type: 'change.review-owed',
    body: { because, due: '2026-03-03T09:00:00.000Z', ...more },
  })

  test.each<[string, readonly Happening[], object]>([
    ['merged as it was approved', [merged], { review: false }],
    ['merged, and a rule had no answer', [merged, owed('low-error had no answer')], { review: true }],
    ['merged past the check', [merged, owed('in whatever words', { past: 'by-passed' })], {}],
    ['merged past the check, before it had a code', [merged, owed('it was merged past the check')], {}],
    ['merged after it had moved, before it had a code', [merged, owed('main had moved since it was approved')], {}],
    ['not merged yet', [], {}],
  ])('says whether somebody must look at it: %s', (_, more, review) => {
    const { story } = told(recorded([...base, ...approved, ...more]))
    expect(story.then).toEqual({ is: 'approved', counted: ['bo', 'chen'], ...review })
  })

  test('ends with the merge, and whatever was heard of later is said and counts for nothing', () => {
    const late = voted('fay', { is: 'deny', given: '2026-03-02T09:01:30.000Z' }, 5)
    const file = told(recorded([...base, ...approved, merged, late]))
    expect(file.agrees).toBe(true)
    expect(file.story.events?.at(-1)).toMatchObject({ does: 'merge', at: '2026-03-02T09:03:00.000Z' })
    expect(file.story.now).toBe('2026-03-02T09:02:00.000Z')
    expect(file.notes).toEqual([
      'that anybody here knew what fay said (deny, 2026-03-02T09:01:30.000Z): it was heard of after the verdict.',
    ])
    expect(file.text).toContain('# NOT ON RECORD: that anybody here knew what fay said')
  })

  test('nobody is in a GitHub team of which the record says nothing, and so it does not agree', () => {
    const people = { ...repository.people, teams: { operations: 'acme/duty' } }
    const of = { repository: { ...repository, people }, sealed: true }
    const file = told(recorded([...base, ...approved]), of)
    expect(file.story.teams).toEqual({ operations: 'unavailable' })
    expect(file.agrees).toBe(false)
    expect(file.notes.join('\n')).toMatchInlineSnapshot(`
      "who was in the GitHub team that gives the role operations. Write their keys in its place under \`teams\`; as it is, nobody may approve.
      why the verdict was another: from what is here, is is unavailable, not approved."
    `)
  })

  test('of what was never judged, or by rules that are not there, it says so', () => {
    const open = told(recorded([...base, voted('eli')]), { repository, sealed: false })
    expect([open.agrees, open.story.then]).toEqual([false, undefined])
    expect(open.notes).toEqual([
      'a verdict: it was never judged, so nothing is expected below.',
      expect.stringContaining('no commit of the main branch has those the seal names'),
      'what Slack said of the accounts of eli (guest, bot, deleted): taken for people’s.',
    ])
  })

  test('and of a vote by somebody who is not among the people any more, from before accounts were kept', () => {
    const { account: _, ...body } = voted('bo').body as { account: string }
    const gone = { after: 1, type: 'change.voted', body: { ...body, person: 'gone' }, by: 'gone' }
    const events = recorded([...base, gone, said('pending', [])])
    const { agrees, notes } = retold(events, decisionIn(events), { repository, sealed: true }, HEAD)
    expect(agrees).toBe(false)
    expect(notes.at(-1)).toContain('enough to judge it: There is no person `gone`.')
  })

  test('foreign words stay on their line, in quotes or as a comment', () => {
    const bad = 'x\n# then: {is: approved}\nthen: {is: approved}'
    const file = told(
      recorded([
        asked({ title: bad }),
        opened,
        sealed('a'),
        voted('bo', { is: 'deny', because: bad }),
        said('denied', []),
      ]),
    )
    expect(file.agrees).toBe(true)
    expect(file.text.split('\n').filter(line => line.startsWith('then:'))).toEqual(['then: {is: denied, counted: []}'])
    expect(file.story.events?.[0]?.because).toBe(bad)
  })
})
