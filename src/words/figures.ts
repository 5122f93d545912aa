/** Numbers, counts and times the way people read them. */

/**
 * Three significant digits are enough to talk about, two of what is small, and whole numbers stay whole: 19.83 → 19.8,
 * 0.0412 → 0.041, 0.00035 → 0.00035, 1234.5 → 1,235. What is not nothing never reads as 0.
 */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return 'unknown'
  const size = Math.abs(value)
  if (size > 0 && size < 0.1) return value.toLocaleString('en-GB', { maximumSignificantDigits: 2 })
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3
  return (value || 0).toLocaleString('en-GB', { maximumFractionDigits: digits })
}

/** The same where there is little room: 18,000,000 → 18 M, 2,150,000,000 → 2.15 bn. */
export function shortFigure(value: number): string {
  const size = Math.abs(value)
  if (size >= 1e9) return `${figure(value / 1e9)} bn`
  return size >= 1e6 ? `${figure(value / 1e6)} M` : figure(value)
}

/** So many significant digits, and as few as say the same: 0.0000185826 → 0.00001858. */
export function significant(value: number, digits: number): string {
  return String(Number(value.toPrecision(digits)))
}

export function withUnit(value: number, unit: string): string {
  return `${figure(value)} ${unit}`.trim()
}

/** To two figures: `5,500 USD`. More would claim to know more than the formula behind it does. */
export function roughly(amount: number, currency: string): string {
  return `${Number(Math.abs(amount).toPrecision(2)).toLocaleString('en-US')} ${currency}`
}

/** Never 0 % or 100 % of what is not none or all. */
export function shareWords(share: number): string {
  const percent = 100 * share
  if (percent === 0 || percent === 100) return `${percent} %`
  if (percent < 0.01) return 'under 0.01 %'
  if (percent > 99.9) return 'over 99.9 %'
  return `${Number(percent.toPrecision(percent < 1 ? 1 : percent < 10 ? 2 : 3))} %`
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`
}

/** `1st`, `2nd`, `3rd`, `11th`. */
export function ordinal(n: number): string {
  const last = n % 100 >= 11 && n % 100 <= 13 ? 0 : n % 10
  return `${n}${['th', 'st', 'nd', 'rd'][last] ?? 'th'}`
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `9 April 2001`, in UTC. */
export function dayWords(iso: string): string {
  const at = new Date(iso)
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`
}

/** `9 April 2001, 06:00 UTC`. */
export function minuteWords(iso: string): string {
  return `${dayWords(iso)}, ${new Date(iso).toISOString().slice(11, 16)} UTC`
}

/** When something begins: the day alone where that is its beginning, as that of most periods. */
export function beginWords(iso: string): string {
  return Date.parse(iso) % 86_400_000 === 0 ? dayWords(iso) : minuteWords(iso)
}

/** `2026-03-02 09:15:00 UTC`. */
export function stamp(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`
}

/** Hours say nothing any more of what took so long. */
const DAYS_ALONE = 14

/** The two coarsest units that say something: `5 minutes`, `1 day 3 hours`; from two weeks on days alone, whole ones. */
export function spanWords(fromIso: string, toIso: string): string {
  const minutes = Math.max(0, Math.round((Date.parse(toIso) - Date.parse(fromIso)) / 60_000))
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  const parts = [
    days && count(days, 'day'),
    days < DAYS_ALONE && hours && count(hours, 'hour'),
    !days && rest && count(rest, 'minute'),
  ].filter(part => part !== 0 && part !== false)
  return parts.length > 0 ? parts.slice(0, 2).join(' ') : 'less than a minute'
}

/** A line a row, for a terminal: the second of each begins below the one above it. */
export function inColumns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, says]) => `  ${name.padEnd(width)}  ${says}`).join('\n')
}

/** `a`, `a and b`, `a, b and c`. */
export function listWords(items: readonly string[], last = 'and'): string {
  if (items.length < 2) return items[0] ?? ''
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`
}

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
