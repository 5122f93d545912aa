import { describe, expect, test } from 'vitest'
import type { Event, NewEvent } from '../../src/core/event.ts'
import { OutsideError } from '../../src/core/outside.ts'
import { ProblemError, problem } from '../../src/core/problem.ts'
import {
  addedSince,
  decideTroubles,
  everTold,
  failureOf,
  isTroubleOf,
  LONG_MS,
  type Stuck,
  type Trouble,
  troubleFrom,
} from '../../src/core/trouble.ts'
import { happened } from '../fixtures/happened.ts'

const SINCE = '2026-03-02T09:00:00.000Z'
const after = (ms: number) => new Date(Date.parse(SINCE) + ms)
const stuck = (work: string, more: Partial<Stuck> = {}): Stuck => ({
  ...{ work, says: `${work} is refused`, fix: 'give the permission', since: SINCE, count: 1, dead: false },
  ...more,
})
const long = after(LONG_MS)

function folded(subject: string, ...lists: (readonly NewEvent[])[]): Trouble {
  const events = lists.flat().map((it, i) => ({ v: 1, subject, seq: i + 1, at: SINCE, ...it }) as Event)
  return troubleFrom(events) as Trouble
}
function opened(...all: Stuck[]): Trouble {
  const [first] = decideTroubles(all, [], long)
  return folded(first?.subject ?? '', first?.events ?? [])
}

describe('[C10] what fails opens a case of category technical', () => {
  test('only when it fails for long, or was given up', () => {
    expect(decideTroubles([stuck('say')], [], after(LONG_MS - 1))).toEqual([])
    expect(decideTroubles([stuck('say')], [], long)).toHaveLength(1)
    expect(decideTroubles([stuck('say', { dead: true })], [], after(1))).toHaveLength(1)
  })

  test('one for what one fix mends, however much work it holds up, and another for another', () => {
    const all = [...Array.from({ length: 100 }, (_, i) => stuck(`work-${i}`)), stuck('say', { fix: 'invite the bot' })]
    const decided = decideTroubles(all, [], long)
    expect(decided.map(it => it.events.map(e => e.type))).toEqual([['trouble.opened'], ['trouble.opened']])
    expect(decided[0]?.events[0]?.body).toMatchObject({
      category: 'technical',
      fix: 'give the permission',
      since: SINCE,
    })
    expect(new Set(decided.map(it => it.subject)).size).toBe(2)
  })

  test('which stays as it is while nothing else is held up, says what else is, and is over when nothing is', () => {
    const it = opened(stuck('say'))
    expect(decideTroubles([stuck('say', { count: 7 })], [it], long)).toEqual([])
    const [more] = decideTroubles([stuck('say'), stuck('deliver')], [it], long)
    expect(more?.events).toEqual([{ type: 'trouble.spread', by: 'kedge', body: { works: ['deliver'] } }])
    const [over] = decideTroubles([stuck('say', { fix: 'another' })], [it], after(1))
    expect(over).toMatchObject({ subject: it.id, events: [{ type: 'trouble.closed' }] })
  })

  test('its fold knows everything it ever held up', () => {
    const it = opened(stuck('say'))
    const [more] = decideTroubles([stuck('say'), stuck('deliver')], [it], long)
    const [open] = decideTroubles([stuck('say')], [], long)
    expect(folded(it.id, open?.events ?? [], more?.events ?? []).works).toEqual(['say', 'deliver'])
  })
})

describe('[D12] a trouble is told anew', () => {
  const a = stuck('measuring', { says: 'The database of a does not answer.', dead: true, model: 'a' })
  const b = { ...a, says: 'The database of b does not answer.', model: 'b', since: after(60_000).toISOString() }
  const told = (it: Trouble, ...all: Stuck[]) => decideTroubles(all, [it], after(120_000))[0]?.events ?? []
  const retold = (body: object) => [{ type: 'trouble.retold', by: 'kedge', body }]

  test('when another model waits, for whoever answers for Kedge', () => {
    expect(told(opened(a), a, b)).toEqual(retold({ says: a.says, since: SINCE, added: { b: [] }, gone: [] }))
  })

  test('when the first waits no more, in the words of the one that does, since then', () => {
    const { says, since } = b
    expect(told(opened(a), b)).toEqual(retold({ says, since, model: 'b', added: { b: [] }, gone: ['a'] }))
    const both = opened(a, b)
    expect(both.model).toBeUndefined()
    const anew = told(both, b)
    expect(anew).toEqual(retold({ says, since, model: 'b', added: {}, gone: ['a'] }))
    const [first] = decideTroubles([a, b], [], long)
    expect(folded(both.id, first?.events ?? [], anew)).toMatchObject({ says, since, model: 'b', told: { b: [] } })
  })

  test('not for words that change, a count that grows, or what fails for a moment', () => {
    const it = opened(a)
    expect(told(it, { ...a, says: 'It does not answer at all.', count: 9 })).toEqual([])
    expect(told(it, a, { ...b, dead: false })).toEqual([])
    expect(decideTroubles([a, { ...b, dead: false }], [it], after(60_000 + LONG_MS))).toHaveLength(1)
  })

  test('when a KPI is missing besides, and not when one comes back while others are', () => {
    const kpis = (...names: string[]) => ({ ...a, concerns: [{ ...b, model: 'a', kpis: names }] })
    const it = opened(kpis('mae'))
    expect(it.told).toEqual({ a: ['mae'] })
    const anew = told(it, kpis('bias', 'mae'))
    expect(anew).toEqual(retold({ says: a.says, since: SINCE, model: 'a', added: { a: ['bias'] }, gone: [] }))
    expect(told(opened(kpis('bias', 'mae')), kpis('mae'))).toEqual([])
  })

  test('also one that was opened before it was kept what was told', () => {
    const was = happened('trouble.opened', 'kedge', {
      ...{ category: 'technical', says: 'Several wait.', fix: a.fix, since: SINCE, works: ['measuring'] },
    })
    const it = folded('trouble/old', [was])
    expect(told(it, a, b)).toEqual(retold({ says: a.says, since: SINCE, added: { a: [], b: [] }, gone: [] }))
  })

  test('and what was added is known until a card of after it', () => {
    const [first] = decideTroubles([a], [], long)
    const it = folded('trouble/1', first?.events ?? [], told(opened(a), a, b))
    expect(addedSince(it, ['a', 'b'], '2026-03-02T08:59:59.000Z')).toBe(SINCE)
    expect(addedSince(it, ['a', 'b'], SINCE)).toBeUndefined()
    expect(addedSince(it, ['a', 'constructor'], '2026-03-02T08:59:59.000Z')).toBeUndefined()
    expect(addedSince({ ...it, closed: SINCE }, ['b'], '2026-03-02T08:59:59.000Z')).toBeUndefined()
  })

  test('a card says what the trouble did when it was posted, and another one is another channel’s', () => {
    const at = (channel: string, more = {}) => happened('trouble.posted', 'kedge', { channel, ts: '1.1', ...more })
    const [first] = decideTroubles([a], [], long)
    const it = folded('trouble/1', first?.events ?? [], [at('C0A')], told(opened(a), b), [
      at('C0B'),
      at('C0A', { over: true }),
    ])
    expect(it.cards.map(({ channel, says, models, over }) => [channel, says, models, over])).toEqual([
      ['C0B', b.says, ['b'], undefined],
      ['C0A', b.says, ['b'], true],
    ])
  })
})

describe('what failed, in words', () => {
  test('a refusal and a problem bring their own fix', () => {
    const refused = new OutsideError('denied', 'GitHub, checks.create: 403\n  fix: give the permission')
    expect(failureOf(refused, 'set-check')).toEqual({ says: 'GitHub, checks.create: 403', fix: 'give the permission' })
    const bad = new ProblemError([problem('bad-yaml', 'It is no YAML.', 'Write YAML.')])
    expect(failureOf(bad, 'show-case')).toEqual({ says: 'It is no YAML.', fix: 'Write YAML.' })
  })

  test('what a bug says may hold anything, so it is left to the log', () => {
    const { says, fix } = failureOf(new TypeError('xoxb-secret is not iterable'), 'show-case')
    expect(says).toBe('show-case fails by a bug of Kedge (TypeError).')
    expect(fix).not.toContain('xoxb')
  })
})

test('[D12] it is of those that wait for it, of what happened also of those that did; where none is named it is everybody’s', () => {
  const at = (type: string, body: object) => ({ type, body }) as unknown as Event
  const opened = at('trouble.opened', { told: { a: ['mae'], b: [] } })
  const retold = at('trouble.retold', { added: { c: [] }, gone: ['a'] })
  expect(Object.keys(everTold([opened, retold, at('trouble.closed', {})]))).toEqual(['a', 'b', 'c'])
  expect(everTold([at('trouble.opened', { model: 'a' })])).toEqual({ a: [] })
  const told = everTold([opened])
  expect([['b'], ['c'], []].map(models => isTroubleOf({ told }, new Set(models)))).toEqual([true, false, false])
  expect(isTroubleOf({ told: everTold([at('trouble.opened', {})]) }, new Set(['c']))).toBe(true)
})
