import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openStore } from '../../src/edges/sqlite-store.ts'
import { databasePath, opened } from '../fixtures/store.ts'

const fixture = fileURLToPath(new URL('../fixtures/store-process.ts', import.meta.url))

test('[A7] two processes that write the same subjects lose no event and never find the database locked', async () => {
  const path = databasePath()
  const ended = await Promise.all([run('race', path, 'one', '40'), run('race', path, 'two', '40')])
  for (const { stderr, signal, code } of ended)
    expect({ stderr, signal, code }).toEqual({ stderr: '', signal: null, code: 0 })
  const store = await opened({ path })
  for (const subject of ['case/one', 'case/two']) {
    const events = await store.events(subject)
    expect(events.map(event => event.seq)).toEqual(Array.from({ length: 80 }, (_, i) => i + 1))
    expect(new Set(events.map(event => JSON.stringify(event.body))).size).toBe(80)
  }
})

test('[A7] a process killed before COMMIT leaves nothing', async () => {
  const path = databasePath()
  expect((await run('die', path, 'commit.before')).signal).toBe('SIGKILL')
  const store = await opened({ path })
  expect(await store.eventsAfter(0, 10)).toEqual([])
  expect(await store.subjects({})).toEqual([])
  expect(await store.nextDue()).toBeUndefined()
})

test('[A7] a process killed after COMMIT leaves everything', async () => {
  const path = databasePath()
  expect((await run('die', path, 'commit.after')).signal).toBe('SIGKILL')
  const store = await opened({ path })
  expect((await store.eventsAfter(0, 10)).map(({ event }) => event.subject)).toEqual(['case/one', 'case/two'])
  expect((await store.subjects({})).map(row => row.subject)).toEqual(['case/two', 'case/one'])
  expect(await store.nextDue()).toBeDefined()
})

test('processes that start at the same moment on a new file make its tables once', async () => {
  const path = databasePath()
  const ended = await Promise.all(Array.from({ length: 4 }, () => run('race', path, 'nobody', '0')))
  expect(ended.map(({ stderr, code }) => [stderr, code])).toEqual(Array(4).fill(['', 0]))
})

test('a file keeps what it holds when it is opened again', async () => {
  const path = databasePath()
  const files = { path, readingsPath: `${path}.readings` }
  const first = await opened(files)
  await first.receive({ delivery: 'github:1', flow: 'github', body: '', at: new Date(0) })
  await first.close()
  const second = await opened(files)
  expect(await second.receive({ delivery: 'github:1', flow: 'github', body: '', at: new Date(0) })).toBe('seen')
})

test('a file that a newer Kedge wrote is left alone', async () => {
  const path = databasePath()
  await (await opened({ path })).close()
  const raw = new DatabaseSync(path)
  raw.exec("insert into migrations values ('9999-later', 0)")
  raw.close()
  await expect(opened({ path })).rejects.toThrow('migration 9999-later')
})

test('a path that cannot be opened is an error, not an empty store', async () => {
  const summarise = () => ({ model: '', state: '', open: false, keys: [] })
  await expect(openStore({ path: tmpdir(), readingsPath: ':memory:', summarise })).rejects.toThrow('unable to open')
})

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stderr: string
}

function run(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fixture, ...args], { stdio: ['ignore', 'ignore', 'pipe'], timeout: 20_000 })
    let stderr = ''
    child.stderr.on('data', chunk => (stderr += chunk))
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, stderr }))
  })
}
