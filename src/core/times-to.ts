/** How long it took to detect, to act and to recover: by business line and by model (R41). */
import type { Case } from './case.ts'
import type { Event } from './event.ts'
import type { Model } from './model.ts'
import { measured, type Wait } from './waits.ts'

/** From the end of the first bad window to a case, from that to another version that runs, from a case to recovery. */
const TIMES = ['detect', 'act', 'recover'] as const
export type TimeTo = (typeof TIMES)[number]

export interface TimesOf {
  readonly of: 'line' | 'model'
  /** The business line, or the name of the model; left out: models of no business line. */
  readonly name?: string
  /** The id of the model. */
  readonly model?: string
  readonly took: readonly (Wait & { readonly to: TimeTo; readonly meanMs: number })[]
  /** Cases that are not over: of them the times are not known yet. */
  readonly open: number
}

interface Seen {
  readonly it: Case
  readonly events: readonly Event[]
  readonly model: Model
  readonly line?: string
}

/** Of what came to its end after `since`, and of what is open; business lines first. */
export function timesOf(cases: readonly Seen[], since: string): readonly TimesOf[] {
  // Where no model has one, there is nothing to part them by.
  const parted = cases.some(({ line }) => line !== undefined) ? cases : []
  const lines = [...Map.groupBy(parted, ({ line }) => line ?? '')].sort(byName)
  const models = [...Map.groupBy(cases, ({ model }) => model.id)].sort(byName)
  return [
    ...lines.map(([line, mine]) => ({
      of: 'line' as const,
      ...(line !== '' && { name: line }),
      ...timed(mine, since),
    })),
    ...models.map(([model, mine]) => ({
      ...{ of: 'model' as const, name: mine[0]?.model.name ?? model, model },
      ...timed(mine, since),
    })),
  ].filter(({ took, open }) => took.length > 0 || open > 0)
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1)

function timed(cases: readonly Seen[], since: string): Pick<TimesOf, 'took' | 'open'> {
  const ended = cases.flatMap(({ events }) => endedIn(events)).filter(({ known }) => known > since)
  return {
    took: TIMES.flatMap(to => {
      const mine = ended.filter(it => it.is === to)
      return measured(mine).map(wait => ({ to, ...wait, meanMs: meanOf(mine) }))
    }),
    open: cases.filter(({ it }) => it.closed === undefined).length,
  }
}

interface Ended {
  readonly is: TimeTo
  readonly from: string
  readonly to: string
  /** When it came on record: a recovery is known later than it was. */
  readonly known: string
}

/** Each round of a case has times of its own. What is closed without recovery has none of that. */
function endedIn(events: readonly Event[]): readonly Ended[] {
  let detected = ''
  let acted = false
  return events.flatMap(({ type, at: known, body }): Ended[] => {
    if (type === 'case.opened' || type === 'case.again') {
      ;[detected, acted] = [known, false]
      return [{ is: 'detect', from: body.onset, to: known, known }]
    }
    if (type === 'case.acted' && !acted) {
      acted = true
      return [{ is: 'act', from: detected, to: known, known }]
    }
    if (type !== 'case.closed' || body.recovered === undefined || body.recovered < body.detected) return []
    return [{ is: 'recover', from: body.detected, to: body.recovered, known }]
  })
}

const meanOf = (all: readonly Ended[]) =>
  all.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0) / all.length
