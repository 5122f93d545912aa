import { readFileSync } from 'node:fs'

/** Version and home page of Kedge itself, as its package says them. */
export function ownPackage(): { readonly version: string; readonly homepage?: string } {
  const { version, homepage } = read()
  return { version, ...(homepage && { homepage }) }
}

/** `>=24.12`. */
export function neededNode(): string {
  return read().engines.node
}

function read() {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return JSON.parse(text) as { version: string; homepage?: string; engines: { node: string } }
}
