import type { ErrorObject } from 'ajv'
import { CLOCK_TIME, LOCAL_MOMENT } from '../core/local-time.ts'
import { count } from '../words/figures.ts'

/** How to write a value whose form is known by its pattern or format; undefined where its description must say it. */
export function knownForm({ keyword, params, data }: ErrorObject): string | undefined {
  const text = String(data)
  if (keyword === 'format' && params.format === 'date') return 'Write a day that exists, as YYYY-MM-DD'
  if (keyword === 'format' && params.format === 'date-time') return instantFix(text)
  if (params.pattern === LOCAL_MOMENT) return `Write a local date and time: ${dayOf(text) ?? '2026-12-20'}T00:00`
  if (params.pattern === CLOCK_TIME) return 'Write a local time in quotes: "08:00"'
  if (String(params.pattern).startsWith('^https://')) return 'Write an address that begins with https://'
  return undefined
}

function instantFix(text: string): string {
  const [, minute, offset] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(Z|[+-]\d\d:\d\d)$/.exec(text) ?? []
  if (minute !== undefined) return `Its seconds are missing: write ${minute}:00${offset}`
  return `Write a date and time with seconds, and its offset or Z: ${dayOf(text) ?? '2026-03-29'}T06:00:00+02:00`
}

/** The day that was meant, so that the example is one to copy. */
function dayOf(text: string): string | undefined {
  return /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)/.exec(text)?.[0]
}

/** How to keep to a limit; undefined where it is none. */
export function limitFix({ keyword, params }: ErrorObject): string | undefined {
  const { limit } = params as { readonly limit: number }
  switch (keyword) {
    case 'maxLength':
      return `Write at most ${count(limit, 'character')}`
    case 'minLength':
      return `Write at least ${count(limit, 'character')}`
    case 'maxItems':
    case 'maxProperties':
      return `Write at most ${count(limit, 'entry', 'entries')}`
    case 'minItems':
    case 'minProperties':
      return `Write at least ${count(limit, 'entry', 'entries')}`
    case 'maximum':
      return `Write ${limit} or less`
    case 'minimum':
      return `Write ${limit} or more`
    case 'exclusiveMaximum':
      return `Write less than ${limit}`
    case 'exclusiveMinimum':
      return `Write more than ${limit}`
    case 'uniqueItems':
      return 'Write each entry once'
    default:
      return undefined
  }
}
