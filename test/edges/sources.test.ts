import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSources } from '../../src/edges/sources.ts'

const window = { start: new Date('2026-03-01T00:00:00Z'), end: new Date('2026-03-08T00:00:00Z') }

test('[D1] each connection is asked in its form, and nothing is answered once it is told to stop', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kedge-sources-'))
  await writeFile(join(folder, 'a.csv'), 'x\n1\n')
  const pushes = { desk: { type: 'push' as const, token: 'k'.repeat(24) } }
  const sources = openSources({ files: { type: 'duckdb', folder } }, {}, pushes)
  expect(await sources.query('files', "select x from 'a.csv'", window)).toEqual([{ x: '1' }])
  expect(await sources.query('desk', undefined, window)).toEqual([])
  sources.interrupt()
  await expect(sources.query('files', "select x from 'a.csv'", window)).rejects.toThrow()
  await sources.close()
})
