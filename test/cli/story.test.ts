import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Event } from '../../src/core/event.ts'
import { rulesDigest } from '../../src/flows/seal-now.ts'
import { repo } from '../fixtures/git.ts'
import { kedge } from '../fixtures/kedge-here.ts'
import { event, genesis, recordOf } from '../fixtures/record.ts'
import { repository } from '../fixtures/world.ts'

const RULES = 'policies/approve-rollback.yaml'
const texts = Object.fromEntries(Object.entries(repository.files).map(([path, { text }]) => [path, text]))
const slower = (texts[RULES] ?? '').replace('withinHours: 24', 'withinHours: 1')

/** Asked by Ana, sealed, approved by Bo and by Chen, and judged `is`. */
function rollback(id: string, pull: number, { is = 'approved', policies = rulesDigest(repository) } = {}): Event[] {
  const subject = `change/${id}`
  const at = (minute: number) => `2026-03-02T09:${10 + minute}:00.000Z`
  const parts = [{ kinds: ['rollback'], model: { id: 'flight-delay', tier: 'medium', useCase: 'passenger-notices' } }]
  const moves = [{ model: 'flight-delay', kind: 'rollback', from: '1.1.0', to: '1.0.0' }]
  const asked = {
    ...{ kind: 'rollback', model: 'flight-delay', from: '1.1.0', to: '1.0.0', door: 'slack', title: 'Go back' },
    ...{ reason: 'It is late', edits: [], findings: [], commit: 'a'.repeat(40) },
  }
  const seal = {
    ...{ seal: `seal-${id}`, kinds: ['rollback'], parts, moves, grants: [], files: [], problems: [], authors: [] },
    ...{ diff: '', pins: { head: 'b'.repeat(40), base: 'main', blobs: {}, policies, request: 'r' } },
  }
  const vote = (person: string) => ({ person, door: 'slack', is: 'approve', seal: seal.seal })
  const body = (it: object) => it as never
  return [
    event(subject, 1, at(0), 'change.asked', body(asked), 'ana'),
    event(subject, 2, at(0), 'change.opened', { pull, branch: `kedge/${id}`, base: 'main' }),
    event(subject, 3, at(1), 'change.sealed', body(seal)),
    event(subject, 4, at(2), 'change.voted', body(vote('bo')), 'bo'),
    event(subject, 5, at(3), 'change.voted', body(vote('chen')), 'chen'),
    event(subject, 6, at(3), 'change.verdict', { is, head: 'b'.repeat(40), by: ['bo', 'chen'] }),
  ]
}

/** A clone of the sample repository; `later` is committed after everything was decided. */
function clone(events: readonly Event[], later: Readonly<Record<string, string>> = {}) {
  const of = repo()
  const first = of.commit({ ...texts, [RULES]: slower }, 'Begin', '2026-03-01T09:00:00Z')
  const then = of.commit(texts, 'As it was', '2026-03-02T08:00:00Z')
  of.commit(later, 'Later', '2026-03-09T08:00:00Z')
  of.record(recordOf(events, { ...genesis, commit: first }))
  return { folder: of.folder, first, then, of }
}

const story = (of: { readonly folder: string }, word: string) => kedge('story', word, '--repo', of.folder)

test('[C3] a decision is judged again from a clone alone, by the rules of then, whatever they are now', async () => {
  const of = clone(rollback('one', 7), { [RULES]: slower })
  const told = await story(of, 'change/one')
  expect([told.code, told.err]).toEqual([0, ''])
  expect(told.out).toContain(`as of commit ${of.then}.`)
  const file = join(mkdtempSync(join(tmpdir(), 'kedge-')), 'case.yaml')
  writeFileSync(file, told.out)
  const again = await kedge('verdict', '--case', file)
  expect([again.code, again.err]).toEqual([0, ''])
  expect(again.out).toContain('approved: Approved by bo and chen.')
  expect((await kedge('whatif', '--case', file, '--deny', 'fay')).out).toContain('approved → denied')
})

test('[C3] a rule that Kedge had read before GitHub dates it, or had not yet, is found by the seal', async () => {
  const of = clone([])
  const early = { ...repository, policies: { ...repository.policies, approvals: [] } }
  of.of.record(recordOf(rollback('one', 7, { policies: rulesDigest(early) }), { ...genesis, commit: of.first }))
  expect((await story(of, 'one')).err).toContain('no commit of the main branch has those the seal names')
  const moved = repo()
  const first = moved.commit(texts, 'Begin', '2026-03-01T09:00:00Z')
  moved.commit({ [RULES]: slower }, 'Not read yet', '2026-03-02T09:10:30Z')
  moved.record(recordOf(rollback('one', 7), { ...genesis, commit: first }))
  expect(await story(moved, 'one')).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining(`as of commit ${first}.`),
  })
})

test('[C3] it is found by its id, its pull request or its model; of several it says which there are', async () => {
  const of = clone(rollback('one', 7))
  const [full, ...others] = await Promise.all(['change/one', 'one', '#7', '7', 'flight-delay'].map(it => story(of, it)))
  for (const other of others) expect(other).toEqual(full)
  const two = clone([...rollback('one', 7), ...rollback('two', 8)])
  expect(await story(two, 'flight-delay')).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining(
      'fix: Write one of: change/two (rollback 1.1.0 → 1.0.0, asked on 2 March 2026); change/one (',
    ),
  })
  expect((await story(two, '8')).out).toContain('# change/two')
  expect(await story(two, 'flight-dely')).toMatchObject({
    code: 2,
    err: expect.stringContaining('Did you mean `flight-delay`?'),
  })
})

test('[C3] where the record says another verdict it ends in 1, and says so in the file and beside it', async () => {
  const { code, out, err } = await story(clone(rollback('one', 7, { is: 'denied' })), 'one')
  expect(code).toBe(1)
  expect(err).toBe('not on record: why the verdict was another: from what is here, is is approved, not denied.\n')
  expect(out).toContain('# NOT ON RECORD: why the verdict was another: from what is here, is is approved, not denied.')
})

test('[C3] a record that was altered tells no story', async () => {
  const of = clone(rollback('one', 7))
  const files = recordOf(rollback('one', 7), { ...genesis, commit: of.first })
  const path = 'record/2026/03/2026-03-02.jsonl'
  of.of.record({ ...files, [path]: (files[path] ?? '').replace('seal-one', 'seal-two') })
  expect(await story(of, 'one')).toMatchObject({ code: 2, out: '', err: expect.stringContaining(path) })
})
