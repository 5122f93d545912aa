import { hash } from 'node:crypto'

/** `sha256:…` of these bytes. */
export function bytesDigest(bytes: Uint8Array): string {
  return `sha256:${hash('sha256', bytes, 'hex')}`
}
