import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
import { isDay, LocalMoment, momentOf } from './local-time.ts'
import { HOUR_MS } from './period.ts'
import { type Complaint, complaint } from './policy-kind.ts'
import { lintTimeZone, TimeZone } from './time-zone.ts'
import { type Span, spansAround, WeeklyWindow } from './weekly-window.ts'

/** The part of a freeze that says when. */
export const FROZEN = {
  timeZone: TimeZone,
  from: Type.Optional({ ...LocalMoment, description: says.frozen.fields.from }),
  until: Type.Optional({ ...LocalMoment, description: says.frozen.fields.until }),
  weekly: Type.Optional(
    Type.Array(WeeklyWindow, { minItems: 1, maxItems: 20, description: says.frozen.fields.weekly }),
  ),
}
const Frozen = Type.Object(FROZEN)
export type Frozen = Static<typeof Frozen>

/** The end of the freeze that holds then, where spans that touch or overlap are one; undefined where nothing is frozen. */
export function frozenUntil(frozen: Frozen, at: Date): Date | 'never' | undefined {
  const once = onceOf(frozen)
  let end = at
  while (end.getTime() < Math.max(at.getTime(), once?.until.getTime() ?? 0) + TWO_WEEKS_MS) {
    const spans = [...(once ? [once] : []), ...spansAround(end, frozen.weekly ?? [], frozen.timeZone)]
    const holding = spans.filter(span => span.from <= end && end < span.until)
    if (holding.length === 0) return end > at ? end : undefined
    end = new Date(Math.max(...holding.map(span => span.until.getTime())))
  }
  return 'never'
}

/** Weekly windows that follow each other without a break for so long do so for ever. */
const TWO_WEEKS_MS = 14 * 24 * HOUR_MS

/** The freeze that happens once. Where a change of clocks leaves a doubt, it is frozen. */
export function onceOf({ from, until, timeZone }: Frozen): Span | undefined {
  if (from === undefined || until === undefined) return undefined
  return { from: local(from, timeZone, 'earlier'), until: local(until, timeZone, 'later') }
}

function local(moment: string, timeZone: string, inDoubt: 'earlier' | 'later'): Date {
  const [day = '', clock = ''] = moment.split('T')
  return momentOf(day, clock, timeZone, inDoubt)
}

/** What is wrong with a time zone or a day, so that no moment can be told. */
export function lintMoments({ timeZone, ...frozen }: Frozen): Complaint[] {
  const days = (['from', 'until'] as const).flatMap((at): Complaint[] => {
    const day = frozen[at]?.slice(0, 10)
    if (day === undefined || isDay(day)) return []
    return [complaint([at], 'no-such-day', says.frozen.noSuchDay(day))]
  })
  return [...lintTimeZone(timeZone), ...days]
}

/** What is wrong with when it freezes; only where each moment can be told. */
export function lintFrozen(frozen: Frozen): Complaint[] {
  const { from, until, weekly } = frozen
  if (from === undefined && until === undefined && weekly === undefined)
    return [complaint(['timeZone'], 'freezes-nothing', says.frozen.noTime())]
  if (from === undefined && until !== undefined) return [half('until', 'from')]
  if (from !== undefined && until === undefined) return [half('from', 'until')]
  const once = onceOf(frozen)
  if (once && once.until <= once.from)
    return [complaint(['until'], 'ends-before-it-begins', says.frozen.endsFirst(from, until))]
  if (frozenUntil(frozen, once?.until ?? new Date(0)) !== 'never') return []
  return [complaint(['weekly'], 'never-thaws', says.frozen.never())]
}

function half(there: 'from' | 'until', missing: 'from' | 'until'): Complaint {
  return complaint([there], 'half-a-freeze', says.frozen.half(there, missing))
}

/** A freeze that happened once is in the way of readers when it is over. */
export function lintOver(frozen: Frozen, now: Date): Complaint[] {
  const once = onceOf(frozen)
  if (once === undefined || now < once.until) return []
  const told = says.frozen.over(once.until, frozen.timeZone, frozen.weekly !== undefined)
  return [complaint(['until'], 'freeze-over', told, 'warning')]
}
