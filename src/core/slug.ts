/** An id that says as much of a name as ids can; empty where it has no letter of theirs. */
export function slug(name: string, max = 60): string {
  const words = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const id = words.replace(/[^a-z0-9]+/g, '-').replace(/^[-0-9]+|-+$/g, '')
  const short = id.slice(0, max).replace(/-+$/, '')
  return TAKEN.test(short) ? `${short}-1` : short
}

/** Words that YAML, or an older reader of it, takes for a value, and names that Windows gives to no file. */
const TAKEN = /^(?:y|yes|n|no|on|off|true|false|null|con|prn|aux|nul|com\d|lpt\d)$/
