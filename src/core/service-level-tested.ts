import { says } from '../words/says.ts'
import { addOpen, type BusinessHours } from './business-hours.ts'
import { dayAt, weekdayOf } from './local-time.ts'
import type { Branch, ExampleResult } from './policy-kind.ts'
import { deadline, type ServiceLevel, type Standing, withinMs } from './service-level.ts'

interface Example {
  readonly from: string
  readonly at: string
}

/** What the examples of a service level should show: each standing, and what its clock does. */
export function serviceLevelBranches(
  level: ServiceLevel & { readonly examples: readonly Example[] },
  answers: readonly Pick<ExampleResult, 'got'>[],
): readonly Branch[] {
  const ends = (at: string, got: Standing): Branch => ({
    at: [at],
    says: says.serviceLevelTested.noExampleEnds(got),
    taken: answers.some(it => it.got === got),
  })
  // Of a place nobody knows no moment can be told.
  const told = level.examples.filter((_, i) => answers[i]?.got !== 'error')
  return [
    ends('examples', 'in-time'),
    ...(level.warnAt === undefined ? [] : [ends('warnAt', 'warned')]),
    ends('examples', 'late'),
    ...(level.clock ? clockBranches(level, level.clock, told) : []),
  ]
}

function clockBranches(level: ServiceLevel, clock: BusinessHours, examples: readonly Example[]): readonly Branch[] {
  const day = (at: string) => dayAt(new Date(at), clock.timeZone)
  const waits = examples.some(({ from }) => addOpen(clock, new Date(from), 0) > new Date(from))
  const closes = examples.some(({ from }) => day(deadline(level, from)) > day(from))
  return [
    { at: ['clock', 'from'], says: says.serviceLevelTested.clockStands, taken: waits },
    { at: ['clock', 'to'], says: says.serviceLevelTested.laterDay, taken: closes },
    ...holidaysOf(clock).map(holiday => ({
      at: ['clock', 'holidays', clock.holidays?.indexOf(holiday) ?? 0],
      says: says.serviceLevelTested.holiday(holiday),
      taken: examples.some(({ from, at }) => day(from) <= holiday && holiday <= day(at)),
    })),
  ]
}

/** The same for two service levels that promise the same, whatever their hours and holidays are written as. */
export function serviceLevelMeaning(level: ServiceLevel): unknown {
  const { clock, ...rest } = level
  return { ...rest, within: withinMs(level), clock: clock ? { ...clock, holidays: holidaysOf(clock) } : 'always' }
}

/** On the others nobody opens anyway. */
function holidaysOf({ days, holidays = [] }: BusinessHours): readonly string[] {
  return holidays.filter(day => days.includes(weekdayOf(day))).toSorted()
}
