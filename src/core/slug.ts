/** An id that says as much of a name as ids can; empty where it has no letter of theirs. */
export function slug(name: string, max = 60): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = plain.replace(/[ßæœøłđðþı]/g, letter => LETTERS[letter] ?? '')
  const id = words.replace(/[^a-z0-9]+/g, '-').replace(/^[-0-9]+|-+$/g, '')
  const short = id.slice(0, max).replace(/-+$/, '')
  return TAKEN.test(short) ? `${short}-1` : short
}

type Letters = Readonly<Record<string, string>>
/** Latin letters that are none of ours with a mark. */
const LETTERS: Letters = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }

/** Words that YAML, or an older reader of it, takes for a value, and names that Windows gives to no file. */
const TAKEN = /^(?:y|yes|n|no|on|off|true|false|null|con|prn|aux|nul|com\d|lpt\d)$/
