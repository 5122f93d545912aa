import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { bringersIn } from '../../src/edges/github-bringers.ts'
import type { Activity } from '../../src/edges/github-moves.ts'
import { pushersIn } from '../../src/edges/github-pushers.ts'
import type { Contents } from '../../src/flows/world.ts'
import { type Fixture, fixture } from './github-fixture.ts'

const NOTHING = '0'.repeat(40)
const ana = { id: 1, login: 'ana', type: 'User' }
const bo = { id: 2, login: 'bo', type: 'User' }
const cut = { role: 'pusher', unseen: 'cut' } as const

type By = Activity['actor']
const made = (after: string, actor: By = ana): Activity => move('branch_creation', NOTHING, after, actor)
const pushed = (before: string, after: string, actor: By = ana): Activity => move('push', before, after, actor)
const forced = (before: string, after: string, actor: By = ana): Activity => move('force_push', before, after, actor)
const gone = (before: string, actor: By = ana): Activity => move('branch_deletion', before, NOTHING, actor)
const move = (activity_type: string, before: string, after: string, actor: By): Activity => ({
  ...{ id: 1, ref: 'refs/heads/x', timestamp: '2026-03-02T09:00:00Z' },
  ...{ before, after, activity_type, actor },
})
const logins = (found: readonly By[]) => [...new Set(found.map(who => who?.login ?? 'cut'))]

/** `base` is on the main branch; the pull request holds `a` and `b`, and `b` is its head. */
const names = (moves: readonly Activity[], isCut = false) =>
  logins(pushersIn(moves.toReversed(), isCut, 'b', new Set(['a', 'b'])))

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

describe('[C12] who brought its commits to GitHub on another branch, oldest first (attack 27)', () => {
  const own = (sha: string, parents: readonly string[], committed = '2026-03-02T10:00:00Z') => ({
    ...{ sha, parents, committed },
  })
  const two = [own('a', ['base']), own('b', ['a'])]
  const merged = [own('a', ['base']), own('f', ['base']), own('b', ['a', 'f'])]
  const merge = (after: string, actor: By = ana) => move('pr_merge', 'a', after, actor)
  const bring = (moves: readonly Activity[], commits = two, isCut = false) =>
    logins(bringersIn({ moves: moves.toReversed(), isCut }, commits))

  test.each<[string, readonly Activity[], readonly string[], typeof two?]>([
    ['who pushed one of them, before somebody branched there', [pushed('base', 'a', bo), made('b')], ['bo', 'ana']],
    ['who made a branch of them', [made('b', bo), gone('b'), made('b')], ['bo', 'ana']],
    ['who forced something away for them', [forced('x', 'b', bo)], ['bo']],
    ['not who pushed something else', [made('x', bo), pushed('x', 'y', bo), forced('b', 'y', bo), made('b')], ['ana']],
    ['who pushed what was merged, and who merged it', [made('f', bo), made('a'), merge('b')], ['bo', 'ana'], merged],
    ['who merged what is in the base by now', [merge('b')], ['ana'], [own('a', ['base']), own('b', ['a', 'base'])]],
  ])('%s', (_, moves, expected, commits) => expect(bring(moves, commits)).toEqual(expected))

  test.each<[string, readonly Activity[], typeof two?]>([
    ['who pushed what was squashed or rebased', [made('a'), merge('b')]],
    ['who pushed what was merged from elsewhere', [made('a'), merge('b')], merged],
    ['who pushed what was merged by a queue', [made('a'), move('merge_queue_merge', 'a', 'b', ana)], merged],
    ['whose account it was', [made('b', null)]],
  ])('nobody knows %s', (_, moves, commits) => expect(bring(moves, commits)).toContain('cut'))

  test.each([
    ['all say they are younger than what was seen', '2026-03-02T09:00:01Z', ['ana']],
    ['one says it is older', '2026-03-02T08:59:59Z', ['ana', 'cut']],
    ['one does not say when it was made', '', ['ana', 'cut']],
  ])('where the list is cut and %s', (_, committed, expected) =>
    expect(bring([made('b')], [own('a', ['base'], committed), own('b', ['a'])], true)).toEqual(expected),
  )
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
    const again = await f.asked(async () => expect(await pushersOf(number)).toHaveLength(2))
    expect(again.filter(call => call === 'GET activity')).toHaveLength(1)
  })

  test('what was read once is kept where GitHub’s list has grown beyond it, and only there', async () => {
    await f.gh.person('ana').push('kept', { 'models/kept.yaml': 'id: kept\n' }, 'Kept')
    const number = await f.gh.person('ana').open('kept', 'Kept')
    const { head } = await f.edge.see.pull(number)
    const link = `<${f.door.url}/repositories/1/activity?after=more>; rel="next"`
    const one = { ref: 'refs/heads/other', before: 'x', activity_type: 'push', timestamp: '2100-01-01T00:00:00Z' }
    const said = [{ ...one, id: 9002, after: 'y', actor: ana }]
    const first = { ...one, id: 9001, after: head, actor: bo }
    const byBo = { github: 2, login: 'bo', role: 'pusher' }
    let isLast = false
    f.door.rule(call => {
      if (!call.path.includes('/activity')) return undefined
      if (call.path.includes('ref=')) return { status: 200, body: [{ ...made(head), ref: 'refs/heads/kept' }] }
      if (!isLast && call.path.includes('after=')) return { status: 200, body: [...said, first] }
      return { status: 200, headers: { link }, body: said }
    })
    expect(await pushersOf(number)).toContainEqual(byBo)
    isLast = true
    expect(await pushersOf(number)).toContainEqual(byBo)
    const fresh = f.open()
    const { authors } = await fresh.see.contents(await fresh.see.pull(number))
    expect(authors).toContainEqual(cut)
    expect(authors).not.toContainEqual(byBo)
  })

  test('a bot that is not ours rules out nobody, wherever it stands, and ours is known by its number', async () => {
    const bot = { login: 'helper[bot]', id: 99, type: 'Bot' }
    const ours = { login: 'renamed[bot]', id: f.gh.bot.id, type: 'Bot' }
    await f.gh.person('ana').push('bots', { 'models/bots.yaml': 'id: bots\n' }, 'Bots')
    const number = await f.gh.person('ana').open('bots', 'Bots')
    const { head } = await f.edge.see.pull(number)
    const moves = [bot, ours].map((actor, n) => ({ ...made(head, actor), ref: 'refs/heads/bots', id: 1000 + n }))
    f.door.rule(call => (call.path.includes('/activity') ? { status: 200, body: moves } : undefined))
    const found = await pushersOf(number)
    expect(found).toEqual([
      { login: 'helper[bot]', role: 'pusher', unseen: 'bot' },
      { github: f.gh.bot.id, login: 'renamed[bot]', role: 'pusher', machine: true },
    ])
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
    // Ten of all branches, and ten of this one.
    expect(calls.filter(call => call === 'GET activity')).toHaveLength(20)
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
