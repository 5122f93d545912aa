/** An id that says as much of a name as ids can; empty where it has no letter of theirs. */
export function slug(name: string, max = 60): string {
  const words = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const id = words.replace(/[^a-z0-9]+/g, '-').replace(/^[-0-9]+|-+$/g, '')
  return id.slice(0, max).replace(/-+$/, '')
}
