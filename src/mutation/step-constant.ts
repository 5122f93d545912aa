import { zones } from './step-zone.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** The constants one step away: a number up and down in its last written digit, the next word, a day, a minute, a clock. */
export function steps(value: unknown, words: readonly string[] = []): readonly unknown[] {
  if (typeof value === 'boolean') return [!value]
  if (typeof value === 'number') return numbers(value)
  if (typeof value !== 'string') return []
  if (words.includes(value)) return words.length < 2 ? [] : [words[(words.indexOf(value) + 1) % words.length]]
  return [...times(value), ...zones(value)]
}

function numbers(value: number): readonly number[] {
  const [mantissa = '', exponent = '0'] = String(value).split('e')
  const digits = (mantissa.split('.')[1]?.length ?? 0) - Number(exponent)
  const step = digits > 0 ? 10 ** -digits : 1
  const near = (next: number) => (digits > 0 && digits <= 100 ? Number(next.toFixed(digits)) : next)
  return [near(value - step), near(value + step)].filter(next => next !== value)
}

/** `2026-11-25`, `2026-11-25T09:00` with or without an offset, and `09:30`; other texts have no next one. */
function times(text: string): readonly string[] {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return shifted(text, DAY_MS, iso => iso.slice(0, 10))
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) return shifted(`2026-01-01T${text}Z`, MINUTE_MS, iso => iso.slice(11, 16))
  const [, local = '', offset = ''] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?$/.exec(text) ?? []
  return shifted(`${local}Z`, MINUTE_MS, iso => `${iso.slice(0, local.length)}${offset}`)
}

function shifted(iso: string, step: number, write: (iso: string) => string): readonly string[] {
  const at = Date.parse(iso)
  return Number.isNaN(at) ? [] : [at - step, at + step].map(next => write(new Date(next).toISOString()))
}
