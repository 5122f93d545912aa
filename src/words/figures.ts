/** Numbers, counts and times the way people read them, in any language. */

/** What a language says around figures. */
export interface FigureWords {
  /** Of what is no number. */
  readonly unknown: string
  readonly million: string
  readonly billion: string
  readonly lessThanAMinute: string
  /** Of a share that is not none, or not all: `under 0.01 %`. */
  readonly under: (share: string) => string
  readonly over: (share: string) => string
  /** A day and a time of it: `9 April 2001, 06:00 UTC`. */
  readonly minute: (day: string, clock: string) => string
  /** A time where people are: `Monday 20 April 2026, 08:00 (Europe/Berlin)`. */
  readonly local: (at: Local) => string
}

export interface Local {
  readonly weekday: string
  readonly day: string
  readonly clock: string
  readonly timeZone: string
}

export type Figures = ReturnType<typeof figuresOf>

/** Hours say nothing any more of what took so long. */
const DAYS_ALONE = 14

/** `locale` as in BCP 47: it has the names of months, weekdays and units, and how digits and lists are written. */
export function figuresOf(locale: string, own: FigureWords) {
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options)
  const small = number({ maximumSignificantDigits: 2 })
  const digits = [0, 1, 2, 3].map(most => number({ maximumFractionDigits: most }))
  const units = (['day', 'hour', 'minute'] as const).map(unit => number({ style: 'unit', unit, unitDisplay: 'long' }))
  const lists = {
    and: new Intl.ListFormat(locale, { type: 'conjunction' }),
    or: new Intl.ListFormat(locale, { type: 'disjunction' }),
  }
  const day = { day: 'numeric', month: 'long', year: 'numeric' } as const
  const days = new Intl.DateTimeFormat(locale, { ...day, timeZone: 'UTC' })
  const months = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
  const local = new Map<string, ReturnType<typeof clocks>>()
  const clocks = (timeZone: string) => ({
    weekday: new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone }),
    day: new Intl.DateTimeFormat(locale, { ...day, timeZone }),
    clock: new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }),
  })

  /**
   * Three significant digits are enough to talk about, two of what is small, and whole numbers stay whole: 19.83 → 19.8,
   * 0.0412 → 0.041, 0.00035 → 0.00035, 1234.5 → 1,235. What is not nothing never reads as 0.
   */
  function figure(value: number): string {
    if (!Number.isFinite(value)) return own.unknown
    const size = Math.abs(value)
    if (size > 0 && size < 0.1) return small.format(value)
    const most = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3
    return digits[most]?.format(value || 0) ?? own.unknown
  }

  /** The same where there is little room: 18,000,000 → 18 M, 2,150,000,000 → 2.15 bn. */
  function shortFigure(value: number): string {
    const size = Math.abs(value)
    if (size >= 1e9) return `${figure(value / 1e9)} ${own.billion}`
    return size >= 1e6 ? `${figure(value / 1e6)} ${own.million}` : figure(value)
  }

  /** Every digit of a whole number: 231315 → 231,315. */
  function inFull(n: number): string {
    return digits[3]?.format(n) ?? own.unknown
  }

  function withUnit(value: number, unit: string): string {
    return `${figure(value)} ${unit}`.trim()
  }

  /** To two figures: `5,500 USD`. More would claim to know more than the formula behind it does. */
  function roughly(amount: number, currency: string): string {
    return `${inFull(Number(Math.abs(amount).toPrecision(2)))} ${currency}`
  }

  /** Never 0 % or 100 % of what is not none or all. */
  function shareWords(share: number): string {
    const percent = 100 * share
    if (percent === 0 || percent === 100) return `${percent} %`
    if (percent < 0.01) return own.under('0.01 %')
    if (percent > 99.9) return own.over('99.9 %')
    return `${Number(percent.toPrecision(percent < 1 ? 1 : percent < 10 ? 2 : 3))} %`
  }

  /** `9 April 2001`, in UTC; what is no day stays as it is written. */
  function dayWords(iso: string): string {
    const at = new Date(iso)
    return Number.isNaN(at.getTime()) ? iso : days.format(at)
  }

  /** `Apr`, in UTC. */
  function shortMonth(iso: string): string {
    return months.format(new Date(iso))
  }

  /** `9 April 2001, 06:00 UTC`. */
  function minuteWords(iso: string): string {
    return own.minute(dayWords(iso), new Date(iso).toISOString().slice(11, 16))
  }

  /** When something begins: the day alone where that is its beginning, as that of most periods. */
  function beginWords(iso: string): string {
    return Date.parse(iso) % 86_400_000 === 0 ? dayWords(iso) : minuteWords(iso)
  }

  /** `Monday 20 April 2026, 08:00 (Europe/Berlin)`. */
  function localWords(at: Date, timeZone: string): string {
    const there = local.get(timeZone) ?? clocks(timeZone)
    local.set(timeZone, there)
    const { weekday, clock } = there
    return own.local({ weekday: weekday.format(at), day: there.day.format(at), clock: clock.format(at), timeZone })
  }

  /** The two coarsest units that say something: `5 minutes`, `1 day 3 hours`; from two weeks on days alone, whole ones. */
  function spanWords(fromIso: string, toIso: string): string {
    const all = Math.max(0, Math.round((Date.parse(toIso) - Date.parse(fromIso)) / 60_000))
    const [whole, hours, minutes] = [Math.floor(all / 1440), Math.floor((all % 1440) / 60), all % 60]
    const told = [whole, whole < DAYS_ALONE ? hours : 0, whole > 0 ? 0 : minutes]
    const parts = told.flatMap((n, at) => (n > 0 ? (units[at]?.format(n) ?? []) : []))
    return parts.length > 0 ? parts.slice(0, 2).join(' ') : own.lessThanAMinute
  }

  /** `a`, `a and b`, `a, b and c`. */
  function listWords(items: readonly string[], last: keyof typeof lists = 'and'): string {
    return lists[last].format(items)
  }

  return {
    ...{ figure, shortFigure, inFull, withUnit, roughly, shareWords, listWords },
    ...{ dayWords, shortMonth, minuteWords, beginWords, localWords, spanWords },
  }
}

/** So many significant digits, and as few as say the same: 0.0000185826 → 0.00001858. */
export function significant(value: number, digits: number): string {
  return String(Number(value.toPrecision(digits)))
}

/** `2026-03-02 09:15:00 UTC`. */
export function stamp(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`
}

/** A line a row, for a terminal: the second of each begins below the one above it. */
export function inColumns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, says]) => `  ${name.padEnd(width)}  ${says}`).join('\n')
}

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
