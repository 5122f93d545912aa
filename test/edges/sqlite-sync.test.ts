import { copyFile, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openStore } from '../../src/edges/sqlite-store.ts'
import { diskSync } from '../../src/edges/sqlite-sync.ts'
import { batch } from '../fixtures/store.ts'

async function onDisk() {
  const folder = await mkdtemp(join(tmpdir(), 'kedge-sync-'))
  const path = join(folder, 'kedge.db')
  const summarise = () => ({ model: 'm', state: 'open', open: true, keys: [] })
  const store = await openStore({ path, readingsPath: join(folder, 'readings.db'), summarise })
  onTestFinished(async () => {
    await store.close()
    await rm(folder, { recursive: true, force: true })
  })
  return { path, store }
}

test('[C10] those who wait for the disk at the same moment wait for one sync, or for the one after it', async () => {
  const { path, store } = await onDisk()
  await store.commit(batch('case/a', 0))
  const disk = diskSync(path)
  const all = [disk.reached(), disk.reached(), disk.reached(), disk.reached()]
  expect(new Set(all.slice(1)).size).toBe(1)
  expect(all[0]).not.toBe(all[1])
  await Promise.all(all)
  await disk.close()
})

test('[D2] readings that are kept are answered for when the disk has them, and not before', async () => {
  const { path, store } = await onDisk()
  const file = await open(path)
  onTestFinished(() => file.close())
  const synced = vi.spyOn(Object.getPrototypeOf(file), 'datasync')
  onTestFinished(() => synced.mockRestore())
  await store.addReadings([])
  expect(synced).not.toHaveBeenCalled()
  await store.keepReadings([])
  expect(synced).toHaveBeenCalledOnce()
  synced.mockRejectedValueOnce(new Error('the disk is gone'))
  await expect(store.keepReadings([])).rejects.toThrow('the disk is gone')
})

test('[C10] what the disk refuses is not said to be kept', async () => {
  await expect(diskSync('/nowhere/kedge.db').reached()).rejects.toThrow('ENOENT')
})

test('[C10] a file that could not be opened once is opened the next time', async () => {
  const { path, store } = await onDisk()
  const disk = diskSync(`${path}-moved`)
  await expect(disk.reached()).rejects.toThrow('ENOENT')
  await store.commit(batch('case/a', 0))
  await copyFile(`${path}-wal`, `${path}-moved-wal`)
  await expect(disk.reached()).resolves.toBeUndefined()
  await disk.close()
})

test('nothing is waited for where nothing is kept', async () => {
  await expect(diskSync(':memory:').reached()).resolves.toBeUndefined()
})
