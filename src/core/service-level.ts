import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
import { addOpen, BusinessHours, openADayMs } from './business-hours.ts'
import { closed } from './naming.ts'
import { HOUR_MS } from './period.ts'

/** What can be promised: until it is done. */
export const PROMISED = ['respond', 'act', 'recover', 'approve', 'validate'] as const
export type Promised = (typeof PROMISED)[number]

/** Steps that are neither a person nor a role: who stands in for the owners of a model, and all in the channel. */
export const STEPS = ['deputies', 'channel'] as const

const Escalation = Type.Object(
  {
    after: Type.Number({ minimum: 0, maximum: 8784, description: says.serviceLevel.after }),
    to: Type.String({ minLength: 1, description: says.serviceLevel.to }),
  },
  closed,
)

/** The part of an SLA that says how long, on which clock, and who hears. */
export const SERVICE_LEVEL = {
  within: Type.Object(
    {
      hours: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 8784 })),
      days: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 366, description: says.serviceLevel.days })),
    },
    { ...closed, minProperties: 1, description: says.serviceLevel.within },
  ),
  clock: Type.Optional(BusinessHours),
  warnAt: Type.Optional(
    Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1, description: says.serviceLevel.warnAt }),
  ),
  escalation: Type.Array(Escalation, { minItems: 1, description: says.serviceLevel.escalation }),
}
const ServiceLevel = Type.Object(SERVICE_LEVEL)
export type ServiceLevel = Static<typeof ServiceLevel>

export type Standing = 'in-time' | 'warned' | 'late'

/** The last moment that is in time, for something that begins at `start`. */
export function deadline(level: ServiceLevel, start: string): string {
  return addOpen(level.clock, new Date(start), withinMs(level)).toISOString()
}

/** How something stands that began at `start` and is not done at `now`. */
export function standing(level: ServiceLevel, start: string, now: string): Standing {
  const at = Date.parse(now)
  if (at > Date.parse(deadline(level, start))) return 'late'
  if (level.warnAt === undefined) return 'in-time'
  return at < addOpen(level.clock, new Date(start), level.warnAt * withinMs(level)).getTime() ? 'in-time' : 'warned'
}

/** The steps that have been reached: people and roles that are to have heard of it at `now`. */
export function escalated(level: ServiceLevel, start: string, now: string): readonly string[] {
  if (standing(level, start, now) !== 'late') return []
  const due = new Date(deadline(level, start))
  const reached = level.escalation.filter(
    ({ after }) => addOpen(level.clock, due, after * HOUR_MS).getTime() <= Date.parse(now),
  )
  return reached.map(({ to }) => to)
}

export function withinMs({ within: { hours = 0, days = 0 }, clock }: ServiceLevel): number {
  return hours * HOUR_MS + days * openADayMs(clock)
}
