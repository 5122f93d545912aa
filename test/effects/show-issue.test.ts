import { describe, expect, test } from 'vitest'
import showIssue from '../../src/effects/show-issue.ts'
import { happened } from '../fixtures/happened.ts'
import { type Given, worldOf, write } from '../fixtures/world.ts'
import { CASE, caseEvents } from '../fixtures/written.ts'

const asked = happened('case.played', 'kedge', { playbook: 'p', act: 'issue', outcome: 'done', labels: ['l'] })
const opened = happened('case.issue-opened', 'kedge', { number: 9, url: 'u' })
const times = { onset: '2001-04-09T00:00:00.000Z', available: '2001-04-16T06:00:00.000Z' }
const closed = happened('case.closed', 'kedge', { ...times, detected: times.available, recovered: times.available })

async function run(events: readonly ReturnType<typeof happened>[], given: Given = {}) {
  const { world, did } = await worldOf(given)
  await write(world, CASE, [...caseEvents, ...events])
  const outcome = await showIssue.run(world, { subject: CASE, body: '', key: `show-issue:${CASE}` })
  return { outcome, verbs: did.map(([verb]) => verb), did }
}

describe('[D8] the issue of a case', () => {
  test('is opened where a playbook said so, with its mark and labels, and is on record', async () => {
    const { outcome, did } = await run([asked])
    expect(did).toMatchObject([
      ['createIssue', { labels: ['l'], body: expect.stringMatching(/<!-- kedge:case\/.* -->$/) }],
    ])
    expect(outcome.facts).toMatchObject([
      { subject: CASE, events: [{ type: 'case.issue-opened', body: { number: 9 } }] },
    ])
  })

  test('that was opened before a crash is found by its mark, and not opened again', async () => {
    const looked: string[] = []
    const issue = async (mark: string) => {
      looked.push(mark)
      return { number: 4, url: 'u', open: true }
    }
    const { outcome, verbs } = await run([asked], { see: { issue } })
    expect([looked, verbs]).toEqual([[`<!-- kedge:${CASE} -->`], []])
    expect(outcome.facts).toMatchObject([{ events: [{ body: { number: 4 } }] }])
  })

  test.each([
    ['nobody asked for', []],
    ['is open as its case is', [asked, opened]],
    ['is closed already', [asked, opened, closed, happened('case.issue-closed', 'kedge', {})]],
  ])('that %s is left alone', async (_, events) => {
    expect((await run(events)).verbs).toEqual([])
  })

  test('is closed with the case, after one comment', async () => {
    const { outcome, did, verbs } = await run([asked, opened, closed])
    expect(verbs).toEqual(['commentIssue', 'closeIssue'])
    expect(did[0]?.[2]).toContain('**Recovered.**')
    expect(outcome.facts).toMatchObject([{ events: [{ type: 'case.issue-closed' }] }])
  })

  describe('[D7] of a case that opened again', () => {
    const over = [asked, opened, closed, happened('case.issue-closed', 'kedge', {})]
    const reopened = happened('case.reopened', 'bo', { because: 'the readings were those of a test' })

    test('stays closed, and says once that it goes on and why', async () => {
      const { did, verbs } = await run([...over, reopened])
      expect(verbs).toEqual(['commentIssue'])
      expect(did[0]?.[2]).toContain('**The case was opened again**')
      expect(did[0]?.[2]).toContain('the readings were those of a test')
      expect(did[0]?.[2]).toMatch(/<!-- kedge:case\/.*:1:again -->$/)
      const isCommented = async (_: number, mark: string) => mark.includes(':1:again')
      expect((await run([...over, reopened], { see: { isCommented } })).verbs).toEqual([])
    })

    test('says once that it is over again', async () => {
      const { did, verbs } = await run([...over, reopened, closed])
      expect(verbs).toEqual(['commentIssue'])
      expect(did[0]?.[2]).toMatch(/Recovered[\s\S]*<!-- kedge:case\/.*:1:over -->$/)
    })
  })

  test('gets no second comment after a crash', async () => {
    const { verbs } = await run([asked, opened, closed], { see: { isCommented: async () => true } })
    expect(verbs).toEqual(['closeIssue'])
  })

  test('of a case that is over before it was opened is opened, and closed right after', async () => {
    const { outcome, verbs } = await run([asked, closed])
    expect(verbs).toEqual(['createIssue'])
    expect(outcome.again).toMatchObject({ why: 'it is to be closed' })
  })
})
