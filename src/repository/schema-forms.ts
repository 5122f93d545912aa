import type { ErrorObject } from 'ajv'
import { CLOCK_TIME, LOCAL_MOMENT } from '../core/local-time.ts'
import type { WrongAndFix } from '../core/problem.ts'
import { says } from '../words/says.ts'

/** How to write a value whose form is known by its pattern or format; undefined where its description must say it. */
export function knownForm({ keyword, params, data }: ErrorObject): string | undefined {
  const text = String(data)
  if (keyword === 'format' && params.format === 'date') return says.schemaForms.date
  if (keyword === 'format' && params.format === 'date-time') return instantFix(text)
  if (params.pattern === LOCAL_MOMENT) return says.schemaForms.localMoment(dayOf(text))
  if (params.pattern === CLOCK_TIME) return says.schemaForms.clockTime
  if (String(params.pattern).startsWith('^https://')) return says.schemaForms.https
  return undefined
}

function instantFix(text: string): string {
  const [, minute, offset] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(Z|[+-]\d\d:\d\d)$/.exec(text) ?? []
  if (minute !== undefined) return says.schemaForms.noSeconds(`${minute}:00${offset}`)
  return says.schemaForms.instant(dayOf(text))
}

/** The day that was meant, so that the example is one to copy. */
function dayOf(text: string): string | undefined {
  return /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)/.exec(text)?.[0]
}

/** What is wrong where a limit is not kept; undefined where it is none. */
export function limitFault({ keyword, params }: ErrorObject, where: string | undefined): WrongAndFix | undefined {
  return Object.hasOwn(says.schemaLimits, keyword)
    ? says.schemaLimits[keyword as keyof typeof says.schemaLimits](where, params.limit)
    : undefined
}
