import type { ErrorObject } from 'ajv'
import { CLOCK_TIME, LOCAL_MOMENT } from '../core/local-time.ts'
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

/** How to keep to a limit; undefined where it is none. */
export function limitFix({ keyword, params }: ErrorObject): string | undefined {
  const { limit } = params as { readonly limit: number }
  switch (keyword) {
    case 'maxLength':
      return says.schemaForms.mostCharacters(limit)
    case 'minLength':
      return says.schemaForms.leastCharacters(limit)
    case 'maxItems':
    case 'maxProperties':
      return says.schemaForms.mostEntries(limit)
    case 'minItems':
    case 'minProperties':
      return says.schemaForms.leastEntries(limit)
    case 'maximum':
      return says.schemaForms.orLess(limit)
    case 'minimum':
      return says.schemaForms.orMore(limit)
    case 'exclusiveMaximum':
      return says.schemaForms.lessThan(limit)
    case 'exclusiveMinimum':
      return says.schemaForms.moreThan(limit)
    case 'uniqueItems':
      return says.schemaForms.once
    default:
      return undefined
  }
}
