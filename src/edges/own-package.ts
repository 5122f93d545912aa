import { readFileSync } from 'node:fs'

/** Version and home page of Kedge itself, as its package says them. */
export function ownPackage(): { readonly version: string; readonly homepage?: string } {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  const { version, homepage } = JSON.parse(text) as { version: string; homepage?: string }
  return { version, ...(homepage && { homepage }) }
}
