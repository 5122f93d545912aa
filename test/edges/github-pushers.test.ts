import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Activity, pushersIn } from '../../src/edges/github-pushers.ts'
import type { Contents } from '../../src/flows/world.ts'
import { type Fixture, fixture } from './github-fixture.ts'

const NOTHING = '0'.repeat(40)
const ana = { id: 1, login: 'ana' }
const bo = { id: 2, login: 'bo' }
const cut = { role: 'pusher', unseen: 'cut' } as const

type By = Activity['actor']
const made = (after: string, actor: By = ana): Activity => move('branch_creation', NOTHING, after, actor)
const pushed = (before: string, after: string, actor: By = ana): Activity => move('push', before, after, actor)
const forced = (before: string, after: string, actor: By = ana): Activity => move('force_push', before, after, actor)
const gone = (before: string, actor: By = ana): Activity => move('branch_deletion', before, NOTHING, actor)
const move = (activity_type: string, before: string, after: string, actor: By): Activity => ({
  ...{ before, after, activity_type, actor },
})

/** `base` is on the main branch; the pull request holds `a` and `b`, and `b` is its head. */
const names = (moves: readonly Activity[], isCut = false) =>
  pushersIn(moves.toReversed(), isCut, 'b', new Set(['a', 'b'])).map(({ login, unseen }) => login ?? unseen)

describe('[C12] who pushed, from GitHub’s own record, oldest first here (attack 27)', () => {
  test.each<[string, readonly Activity[], readonly string[]]>([
    ['who made the branch and who pushed', [made('base'), pushed('base', 'a'), pushed('a', 'b', bo)], ['bo', 'ana']],
    ['who made it with commits in it', [made('b', bo)], ['bo']],
    ['who pushed what was forced away', [made('base'), pushed('base', 'x', bo), forced('x', 'b')], ['ana', 'bo']],
    ['who forced it there and back', [made('b'), forced('b', 'x', bo), forced('x', 'b', bo)], ['bo', 'ana']],
    ['who merged another branch into it', [made('a'), move('pr_merge', 'a', 'b', bo)], ['bo', 'ana']],
    [
      'not who pushed what main holds by now',
      [made('old', bo), pushed('old', 'base', bo), pushed('base', 'b')],
      ['ana'],
    ],
    ['not who had a branch of this name before', [made('x', bo), gone('x', bo), made('b')], ['ana']],
    ['who pushed these commits before it was restored', [made('b', bo), gone('b', bo), made('b')], ['ana', 'bo']],
    ['of one that was merged and deleted', [made('base'), pushed('base', 'b'), gone('b', bo)], ['ana']],
  ])('%s', (_, moves, expected) => expect(names(moves)).toEqual(expected))

  test.each<[string, readonly Activity[], boolean?]>([
    ['no record at all', []],
    ['one that does not reach the head yet', [made('base'), pushed('base', 'a')]],
    ['one that does not reach the first commit', [pushed('a', 'b')]],
    ['one with a gap', [made('base'), pushed('a', 'b')]],
    ['a force push whose past is not there', [forced('x', 'b')]],
    ['somebody without an account', [made('base'), pushed('base', 'b', null)]],
    ['a kind of move we do not know', [move('teleport', 'base', 'b', ana)]],
    ['a branch that may have been restored, where the list is cut', [made('b')], true],
  ])('%s: nobody knows', (_, moves, isCut) => expect(names(moves, isCut)).toContain('cut'))

  test('what goes back far enough may be cut', () => {
    expect(names([pushed('base', 'a'), pushed('a', 'b')], true)).toEqual(['ana'])
  })
})

describe('[C12] asked of GitHub (attack 27)', () => {
  let f: Fixture
  beforeAll(async () => {
    f = await fixture()
  })
  afterEach(() => f.door.rule(() => undefined))
  afterAll(() => f.close())

  const pushersOf = async (number: number) => pushers(await f.edge.see.contents(await f.edge.see.pull(number)))
  const pushers = ({ authors }: Contents) => authors.filter(({ role }) => role === 'pusher')

  test('every page, by the mark that names the next', async () => {
    const person = f.gh.person('ana')
    await person.push('long', { 'models/long.yaml': 'id: long\n' }, 'Long')
    const number = await person.open('long', 'Long')
    const { head } = await f.edge.see.pull(number)
    const set = (sha: string, who = person) =>
      who.call('PATCH', '/repos/acme/models/git/refs/heads/long', { sha, force: true })
    for (let n = 0; n < 51; n++) {
      await set(f.first)
      await set(head, n === 0 ? f.gh.person('bo') : person)
    }
    const calls = await f.asked(async () =>
      expect((await pushersOf(number)).map(({ login }) => login)).toEqual(['ana', 'bo']),
    )
    expect(calls.filter(call => call === 'GET activity')).toHaveLength(2)
  })

  test('a list that never ends is cut, and then nobody knows', async () => {
    await f.gh.person('ana').push('endless', { 'models/endless.yaml': 'id: endless\n' }, 'Endless')
    const number = await f.gh.person('ana').open('endless', 'Endless')
    const { head } = await f.edge.see.pull(number)
    const to = (before: string, after: string) => ({ before, after, activity_type: 'force_push', actor: ana })
    const link = `<${f.door.url}/repositories/1/activity?after=more>; rel="next"`
    f.door.rule(call =>
      call.path.includes('/activity')
        ? { status: 200, headers: { link }, body: [to('x', head), to(head, 'x')] }
        : undefined,
    )
    const calls = await f.asked(async () => expect(await pushersOf(number)).toContainEqual(cut))
    expect(calls.filter(call => call === 'GET activity')).toHaveLength(10)
  })

  test('of a fork nobody is asked: its record is not ours to read', async () => {
    await f.gh.person('ana').push('forked', { 'models/forked.yaml': 'id: forked\n' }, 'Forked')
    const number = await f.gh.person('ana').open('forked', 'Forked')
    const { id } = f.gh.db.pullRequests.all().find((it: { number: number }) => it.number === number)
    f.gh.db.pullRequests.update(id, { head_repo_id: 4711 })
    const calls = await f.asked(async () =>
      expect(await pushersOf(number)).toEqual([{ role: 'pusher', unseen: 'fork' }]),
    )
    expect(calls).not.toContain('GET activity')
  })
})
