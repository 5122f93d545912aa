/** Waits for the disk beside the thread that works: SQLite's own waiting would stop everything that comes meanwhile. */
import { type FileHandle, open } from 'node:fs/promises'

export interface DiskSync {
  /** Ends when all that was committed before it was called survives a power cut. Those who wait together share one. */
  reached(): Promise<void>
  close(): Promise<void>
}

/** What `synchronous = full` does after each commit of a database with a write-ahead log: sync that log. */
export function diskSync(path: string): DiskSync {
  if (path === ':memory:') return { reached: async () => undefined, close: async () => undefined }
  let file: Promise<FileHandle> | undefined
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  const sync = async () => {
    // No lock of SQLite's hangs on this file, so a second handle takes none away.
    file ??= open(`${path}-wal`, 'r+')
    await (await file.catch(notOpened)).datasync()
  }
  // What could not be opened once is tried again.
  const notOpened = (error: unknown): never => {
    file = undefined
    throw error
  }
  const begin = () => {
    next = undefined
    running = sync().finally(() => {
      running = undefined
    })
    return running
  }
  return {
    reached: () => {
      if (!running) return begin()
      // It may have begun before our commit, so only the one after it will do.
      next ??= running.then(begin, begin)
      return next
    },
    close: async () => {
      while (running ?? next) await (running ?? next)?.catch(() => undefined)
      await (await file)?.close()
    },
  }
}
