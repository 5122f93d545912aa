/** The second thread of `readAhead`: reads files in turn with the first. */
import { parentPort, workerData } from 'node:worker_threads'
import { INVENTORY } from '../repository/inventory.ts'
import { type PackedFile, packed, readFile } from '../repository/read-file.ts'
import { type Batch, inTurn } from './turns.ts'

export interface ToRead {
  readonly texts: readonly (readonly [path: string, text: string])[]
  readonly next: Int32Array<SharedArrayBuffer>
}

/** A batch that was read, in its order. */
export type ReadThere = Batch<PackedFile>

const { texts, next } = workerData as ToRead
for (const { from, items } of inTurn(texts, next)) {
  const there: ReadThere = { from, items: items.map(([path, text]) => packed(readFile(path, text, INVENTORY))) }
  parentPort?.postMessage(there)
}
