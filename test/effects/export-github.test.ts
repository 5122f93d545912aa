import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Event } from '../../src/core/event.ts'
import { readRecord } from '../../src/core/record.ts'
import { openClone } from '../../src/edges/git.ts'
import exportRecord from '../../src/effects/export-record.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import { verify } from '../../src/flows/verify.ts'
import type { World } from '../../src/flows/world.ts'
import { historyMarkdown } from '../../src/reports/history.ts'
import { type Fixture, fixture } from '../edges/github-fixture.ts'
import { rollback } from '../fixtures/history.ts'
import { opened } from '../fixtures/store.ts'

let f: Fixture
const folders: string[] = []
beforeAll(async () => {
  f = await fixture()
})
afterAll(async () => {
  await f.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A fresh clone of what the local GitHub has now. */
async function cloned() {
  const folder = mkdtempSync(join(tmpdir(), 'kedge-clone-'))
  folders.push(folder)
  await promisify(execFile)('git', ['clone', '-q', f.gh.cloneUrl, folder])
  const clone = await openClone(folder)
  const record = readRecord(await clone.record())
  const main = record.genesis && (await clone.mainHistory(record.genesis.branch, record.genesis.commit))
  return { clone, record, main }
}

test('[A8] what the App exported to GitHub verifies in a clone, and a push past the gate is found there', async () => {
  const store = await opened()
  const edge = f.open()
  const now = () => new Date('2026-03-02T05:00:00Z')
  const world = { now, store, see: edge.see, do: edge.do } as unknown as World
  const run = () => exportRecord.run(world, { subject: 'record', body: '', key: 'export-record' })
  await run()
  const merge = await f.gh
    .person('ana')
    .push('main', { 'models/churn.yaml': 'kind: model\nid: churn\nversion: 0.9.0\n' }, 'Merge')
  const events: readonly Event[] = rollback(merge)
  await rebuild(store, events)
  await run()
  expect(await run()).toEqual({})

  const good = await cloned()
  expect(good.record.recorded.map(it => it.event)).toEqual(events)
  expect(verify(good.record, good.main)).toMatchObject({
    good: true,
    problems: [],
    lines: 25,
    commits: 1,
    changing: 1,
    merges: 1,
  })
  expect(historyMarkdown({ model: 'churn', record: good.record })).toBe(
    historyMarkdown({ model: 'churn', record: (await cloned()).record }),
  )

  const past = await f.gh
    .person('root')
    .push('main', { 'policies/gate.yaml': 'kind: guardrail\nid: open\n' }, 'No gate')
  const bad = await cloned()
  expect(verify(bad.record, bad.main).problems).toMatchObject([
    { code: 'by-passed', says: expect.stringContaining(past) },
  ])
})

test('[A8] a line changed on the branch is named, and nothing is appended to it', async () => {
  const [path = '', text = ''] = Object.entries(await (await cloned()).clone.record()).at(-1) ?? []
  await f.gh.person('root').push('kedge/record', { [path]: text.replace('case.closed', 'case.acted') }, 'Tidy up')
  const { record, main } = await cloned()
  const line = text.slice(0, text.indexOf('case.closed')).split('\n').length
  expect(verify(record, main).problems.filter(p => p.code.startsWith('record-'))).toMatchObject([
    { code: 'record-altered', file: path, line },
  ])
  const world = { store: await opened(), see: f.edge.see, do: f.edge.do } as unknown as World
  await expect(exportRecord.run(world, { subject: 'record', body: '', key: '' })).rejects.toThrow(/record-altered/)
})
