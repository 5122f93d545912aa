import { describe, expect, test } from 'vitest'
import type { Event } from '../../src/core/event.ts'
import { readRecord } from '../../src/core/record.ts'
import { type MainCommit, type MainHistory, verify } from '../../src/flows/verify.ts'
import { event, genesis, recordOf, someEvents } from '../fixtures/record.ts'

const sha = (letter: string) => letter.repeat(40)
const change = 'change/churn-1'
const merged: readonly Event[] = [
  event(change, 1, '2026-03-04T09:00:00.000Z', 'change.verdict', {
    is: 'approved',
    head: sha('1'),
    by: ['bo', 'chen'],
  }),
  event(change, 2, '2026-03-04T09:40:00.000Z', 'change.merged', { commit: sha('b'), head: sha('1'), by: 'bo' }, 'bo'),
]
const commit = (letter: string, paths: readonly string[], subject = 'A commit'): MainCommit => ({
  commit: sha(letter),
  author: 'Eve <eve@acme.test>',
  at: '2026-03-04T09:40:00+00:00',
  subject,
  paths,
})
/** A main branch that began at `a`. */
const main = (commits: readonly MainCommit[]): MainHistory => {
  const all = [sha('a'), ...commits.map(it => it.commit)].reverse()
  return { tip: all[0] ?? '', all, commits }
}
const record = readRecord(recordOf([...someEvents, ...merged]))
const told = (...args: Parameters<typeof verify>) =>
  verify(...args).problems.map(p => `${p.level} ${p.code}: ${p.says}`)

describe('verify', () => {
  test('[A8] a whole record and a main branch that changed through it alone are good', () => {
    const found = verify(
      record,
      main([commit('b', ['models/churn.yaml']), commit('c', ['README.md', 'docs/models/x.yaml'])]),
    )
    expect(found).toMatchObject({ good: true, lines: 9, commits: 2, changing: 1, merges: 1, problems: [] })
  })

  test('[A8] a commit that changed models or policies past the gate is named with its author, its paths and the fix', () => {
    const past = commit('e', ['.github/x.yml', 'models/churn.yaml', 'policies/people.yaml'], 'Quick fix\u001b[2J')
    const found = verify(record, main([commit('b', ['models/churn.yaml']), past]))
    expect(found.good).toBe(false)
    expect(found.problems).toEqual([
      {
        level: 'error',
        code: 'by-passed',
        says: `Commit ${sha('e')} by Eve <eve@acme.test> (2026-03-04T09:40:00+00:00, “Quick fix?[2J”) changed models/churn.yaml, policies/people.yaml and no merge is on record.`,
        fix: 'It by-passed the gate: open a review of git show eeeeeeeeeeee. If it was merged a moment ago, fetch and verify again',
      },
    ])
  })

  test('[A8] a folder that became a link or a submodule was changed too', () => {
    expect(told(record, main([commit('b', []), commit('e', ['policies'])]))).toHaveLength(1)
    expect(told(record, main([commit('b', []), commit('e', ['models-old/a.yaml'])]))).toEqual([])
  })

  test('[A8] a merge on record whose commit the main branch does not have is found', () => {
    expect(told(record, main([]))).toEqual([
      `error merge-not-in-history: The merge of ${change} is on record as commit ${sha('b')}, which is not in the history of the main branch.`,
    ])
  })

  test('[A8] a main branch without the commit the record began at was rewritten, or is another repository’s', () => {
    const other = { tip: sha('b'), all: [sha('b'), sha('9')], commits: [commit('b', [])] }
    expect(told(record, other)).toEqual([
      `error main-rewritten: The record begins at commit ${sha('a')}, which is not in the history of the main branch.`,
    ])
  })

  test('[A8] [attack 78] a record that was rewritten consistently does not have the anchor that was told before, and since when', () => {
    const history = main([commit('b', ['models/churn.yaml'])])
    const anchors = [record.hashes[3], record.hashes.at(-1)].map(hash => hash ?? '')
    expect(told(record, history, anchors)).toEqual([])
    const anew = readRecord(
      recordOf([
        ...someEvents.slice(0, 3),
        event('case/churn-2026-03-01', 3, '2026-03-02T09:02:00.000Z', 'case.taken', {}, 'eve'),
        ...someEvents.slice(4),
        ...merged,
      ]),
    )
    expect(anew.problems).toEqual([])
    expect(told(anew, history, anchors)).toEqual([
      `error anchor-missing: The anchor ${anchors[1]} is no hash of this record: it was rewritten or cut off after line n 3 (2026-03-02T09:00:00.000Z), whose anchor still holds.`,
    ])
    expect(told(anew, history, anchors.slice(1))[0]).toContain('rewritten or cut off anywhere before it')
  })

  test('[A8] lines cut off at the end are found by an anchor, and by the merge that is no longer on record', () => {
    const cut = readRecord(recordOf(someEvents))
    expect(cut.problems).toEqual([])
    const found = verify(cut, main([commit('b', ['models/churn.yaml'])]), [record.hashes.at(-1) ?? ''])
    expect(found.problems.map(p => p.code)).toEqual(['anchor-missing', 'by-passed'])
  })

  test('[A8] [attack 71] an altered record is bad whatever else fits', () => {
    const [path = '', text = ''] = Object.entries(recordOf(someEvents))[1] ?? []
    const altered = readRecord({ ...recordOf(someEvents), [path]: text.replace('"ana', '"eve') })
    expect(verify(altered, main([]))).toMatchObject({
      good: false,
      problems: [{ code: 'record-altered', file: path, line: 2 }],
    })
    expect(verify(readRecord({}), undefined)).toMatchObject({ good: false, problems: [{ code: 'record-empty' }] })
  })

  test('[A8] an old clone is an anchor: its own branch tells from where on the server’s was rewritten', () => {
    const history = main([commit('b', ['models/churn.yaml'])])
    const eve = event('case/churn-2026-03-01', 2, '2026-03-02T09:00:00.000Z', 'case.taken', {}, 'eve')
    const anew = readRecord(recordOf([...someEvents.slice(0, 2), eve, ...someEvents.slice(3), ...merged]))
    expect(told(anew, history, [], record)).toEqual([
      'error record-diverged: The clone’s own branch kedge/record and the server’s differ from line n 3 on: one of them was rewritten.',
    ])
    expect(told(record, history, [], readRecord(recordOf(someEvents)))).toEqual([])
    expect(told(readRecord(recordOf(someEvents)), main([]), [], record)[0]).toContain('differ from line n 7 on')
  })

  test('a merge past the verdict, by somebody who may, is told', () => {
    const [, merge] = merged
    const denied = event(change, 1, '2026-03-04T09:00:00.000Z', 'change.verdict', {
      is: 'denied',
      head: sha('1'),
      by: [],
    })
    const found = verify(readRecord(recordOf([denied, merge as Event])), main([commit('b', ['models/churn.yaml'])]))
    expect(found).toMatchObject({ good: true, problems: [{ level: 'warning', code: 'merged-unapproved' }] })
    expect(found.problems[0]?.says).toBe(`${change} was merged by bo while its verdict was denied for 111111111111.`)
  })

  test('a record begun anew over an old database is told', () => {
    const begin = { ...genesis, at: '2026-03-09T00:00:00.000Z' }
    const anew = readRecord(recordOf(someEvents, begin))
    expect(verify(anew, main([]))).toMatchObject({
      good: true,
      problems: [{ level: 'warning', code: 'late-beginning' }],
    })
  })
})
