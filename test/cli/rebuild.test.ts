import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { expect, onTestFinished, test, vi } from 'vitest'
import { rebuild } from '../../src/cli/rebuild.ts'
import { ProblemError } from '../../src/core/problem.ts'
import { openStore } from '../../src/edges/sqlite-store.ts'
import { summarise } from '../../src/flows/summarise.ts'
import { repo } from '../fixtures/git.ts'
import { rollback } from '../fixtures/history.ts'
import { recordOf } from '../fixtures/record.ts'

test('kedge rebuild writes every event of the record into a new database, and nothing of an altered one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kedge-rebuild-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  onTestFinished(() => log.mockRestore())
  const of = repo()
  of.commit({}, 'First')
  of.record(recordOf(rollback()))
  const database = join(folder, 'kedge.db')
  const run = (into: string) => {
    const program = new Command().exitOverride()
    rebuild(program)
    return program.parseAsync(['rebuild', of.folder, '--database', into], { from: 'user' })
  }
  await run(database)
  expect(log.mock.calls).toEqual([[`24 events of 24 written to ${database}.`]])
  const store = await openStore({ path: database, readingsPath: ':memory:', summarise })
  expect((await store.eventsAfter(0, 99)).map(row => row.event)).toEqual(rollback())
  expect(await store.subjects({ kind: 'change' })).toMatchObject([
    { subject: 'change/churn-1', state: 'done', open: false },
  ])
  expect(await store.find('seal:seal-two')).toBe('change/churn-1')
  await store.close()
  await run(database)
  expect(log.mock.calls.at(-1)).toEqual([`0 events of 24 written to ${database}.`])

  const path = 'record/2026/03/2026-03-02.jsonl'
  of.record({ ...recordOf(rollback()), [path]: 'altered\n' })
  await expect(run(join(folder, 'other.db'))).rejects.toThrow(ProblemError)
})
