import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Repository } from '../core/repository.ts'
import { INVENTORY } from '../repository/inventory.ts'
import { type FileRead, readFile, unpacked } from '../repository/read-file.ts'
import { sortPaths } from '../repository/repository-paths.ts'
import type { ReadThere, ToRead } from './reading-thread.ts'
import { inTurn, noTurnYet } from './turns.ts'

/** Fewer models than this are read before a second thread has even started. */
const FEW = 500
const THREAD = new URL('./reading-thread.ts', import.meta.url)

/**
 * The models of a large repository, read by two threads: each takes the next few as long as there are any. What the other
 * one does not come to, should it fail, is missing and read later.
 */
export async function readAhead(files: Repository['files'], few = FEW): Promise<ReadonlyMap<string, FileRead>> {
  const ahead = new Map<string, FileRead>()
  const paths = sortPaths(Object.keys(files)).models
  if (paths.length < few || availableParallelism() < 2) return ahead
  const texts = paths.map(path => [path, files[path]?.text ?? ''] as const)
  const next = noTurnYet()
  const thread = new Worker(THREAD, { workerData: { texts, next } satisfies ToRead })
  thread.on('message', ({ items }: ReadThere) => {
    for (const file of items) ahead.set(file.path, unpacked(file, files[file.path]?.text ?? ''))
  })
  const over = once(thread, 'exit').catch(() => undefined)
  for (const { items } of inTurn(texts, next)) {
    for (const [path, text] of items) ahead.set(path, readFile(path, text, INVENTORY))
  }
  await over
  return ahead
}
