import { hash } from 'node:crypto'

/** The name git gives to a file of these bytes. */
export function blobId(bytes: Uint8Array): string {
  return hash('sha1', Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]), 'hex')
}
