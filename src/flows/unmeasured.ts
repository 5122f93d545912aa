import { concernsOf } from '../core/concern.ts'
import type { Model } from '../core/model.ts'
import { HOUR_MS } from '../core/period.ts'
import type { Repository } from '../core/repository.ts'
import { failureOf, type Stuck } from '../core/trouble.ts'
import { FAILING, type Silent, stuckByCrowd, stuckBySilence } from '../core/unmeasured.ts'
import { watchId } from '../core/watched-part.ts'
import { watchesAll } from '../core/watches.ts'
import { checkOf } from '../policies/monitor.ts'
import { partName } from '../reports/segment-words.ts'
import { says } from '../words/says.ts'
import { cutOf, thinOf } from './cannot-judge.ts'
import { failedLast, lackingKey, queryNamed } from './failing.ts'
import { lacksReadings, type Monitored, periodOf } from './monitored.ts'
import { SomeValuesError } from './some-values.ts'
import type { Store } from './store.ts'
import { mayBeNamed } from './trouble-channel.ts'

/** What the rounds of this process could not measure: the last whole one counts, and since when each thing fails. */
interface Found {
  readonly silent: readonly Silent[]
  /** What no monitor would ever see: segments too many, readings too few. */
  readonly unseen: readonly Stuck[]
  readonly failing: ReadonlyMap<string, Stuck>
  /** By `lackingKey` since when a query answers without its value, ISO. */
  readonly lacking: ReadonlyMap<string, string>
  /** Since when a KPI without any reading is waited for, or has too many segments, ISO. */
  readonly awaited: ReadonlyMap<string, string>
}
const found = new WeakMap<Store, Found>()

/** Some part of a round did not work: `what` names it, the same each time. Without a model it is about no one of them. */
export type Failed = (what: string, model: string | undefined, error: unknown) => void

/** What one round finds; it counts from `end` on. */
export interface Round {
  readonly failed: Failed
  judged(model: Model, of: Judged): void
  end(): void
}

/** What is known of the readings of a model when it was judged. */
export interface Judged {
  /** All its monitors, or all without new readings. */
  readonly monitored: readonly Monitored[]
  /** KPIs that have to be fresh, and that no monitor watches. */
  readonly unwatched: readonly string[]
  /** By KPI the end of its newest reading, ISO. */
  readonly ends: ReadonlyMap<string, string>
  /** The first that the record knows of the model: since then its readings are waited for, where nobody remembers. */
  readonly begun: () => string | undefined
}

export function roundOf(store: Store, now: Date): Round {
  const before = found.get(store)
  const failing = new Map<string, Stuck>()
  const lacking = new Map<string, string>()
  const lackingKpis = new Set<string>()
  const awaited = new Map<string, string>()
  const silent: Silent[] = []
  const crowded: Stuck[] = []
  const thin: Stuck[] = []
  const first = (key: string, begun: Judged['begun'] = () => undefined) => {
    // What is new while the process runs is waited for from now on; a process that starts does not begin anew.
    const since = (before === undefined ? begun() : before.awaited.get(key)) ?? now.toISOString()
    awaited.set(key, since)
    return since
  }
  return {
    failed(what, model, error) {
      if (model !== undefined && error instanceof SomeValuesError)
        for (const it of error.lacking) {
          const key = lackingKey(model, it)
          lacking.set(key, before?.lacking.get(key) ?? now.toISOString())
          lackingKpis.add(`${model} ${it.kpi}`)
        }
      const since = before?.failing.get(what)?.since ?? now.toISOString()
      const told = { work: FAILING, ...failureOf(error, what), since, count: 1, dead: false }
      failing.set(what, { ...told, ...(model !== undefined && { model }) })
    },
    judged(model, { monitored: all, unwatched, ends, begun }) {
      const awaitedSince = (key: string) => first(key, begun)
      const missing = all.filter(it => lacksReadings(it, all) && !lacking.has(lackingKey(model.id, seriesOf(it))))
      const mine = [
        ...missing.flatMap(it => silentPart(model, it, now, awaitedSince) ?? []),
        ...unwatched
          .filter(kpi => !lackingKpis.has(`${model.id} ${kpi}`))
          .flatMap(kpi => silentKpi(model, kpi, { now, first: awaitedSince, newest: ends.get(kpi) }) ?? []),
      ]
      // What cannot be asked for is told as failing: nobody knows whether it is there.
      const fails = (kpi: string) =>
        failing.has(queryNamed(model.kpis?.[kpi]?.query ?? '', model)) || lackingKpis.has(`${model.id} ${kpi}`)
      silent.push(...mine.filter(it => it.newest !== undefined || !fails(it.kpi)))
      const left = new Map(all.filter(it => it.left > 0).map(it => [it.policy, it.left]))
      for (const [{ id, watches }, more] of left) {
        const since = first(`${model.id} ${id}`)
        crowded.push(stuckByCrowd(id, more, { model: model.id, kpi: watches.kpi, since }))
      }
      thin.push(...thinOf(model, all, first), ...cutOf(model, all, first))
    },
    end() {
      failedLast(store, failing, lacking)
      found.set(store, { silent, unseen: [...crowded, ...thin], failing, lacking, awaited })
    },
  }
}

/** Whose newest reading it was judged by last; a value that is none is told as failing, by its own fix. */
const seriesOf = ({ policy, segment = '', version, watched }: Monitored) => ({
  kpi: policy.watches.kpi,
  segment,
  version: version ?? watched.latest?.version ?? '',
})

/** Undefined before the first round has ended: then nobody knows, and what was told before stands. */
export function unmeasured(store: Store, repository: Repository): readonly Stuck[] | undefined {
  const last = found.get(store)
  if (last === undefined) return undefined
  const may = mayBeNamed(repository)
  const mayName = (id: string) => {
    const model = Object.hasOwn(repository.models, id) ? repository.models[id] : undefined
    return model !== undefined && may(model)
  }
  const silent = stuckBySilence(last.silent, mayName)
  return [...toldTogether([...last.failing.values(), ...last.unseen], mayName), ...silent]
}

/** What one fix mends for several models is told for all of them at once, in the words of one that may be named there. */
function toldTogether(failing: readonly Stuck[], mayName: (model: string) => boolean): readonly Stuck[] {
  return failing.map(it => {
    const alike = failing.filter(other => other.fix === it.fix)
    const { model: mine } = it
    if (mine === undefined || alike.every(({ model }) => model === mine) || mayName(mine)) return it
    const open = alike.find(({ model }) => mayName(model ?? ''))
    return { ...it, says: open?.says ?? says.flowUnmeasured.hidden, concerns: concernsOf([it]) }
  })
}

/** What a monitor watches, too old by how fresh it was asked to be. Where all of many is missing, it is not named one by one. */
function silentPart(
  model: Model,
  { policy, watched, ...rest }: Monitored,
  now: Date,
  first: (key: string) => string,
): Silent | undefined {
  const { kpi } = policy.watches
  const of = watchesAll(policy.watches) ? undefined : partName(rest, policy.watches.environment)
  const key = watchId({ ...rest, monitor: `${model.id} ${kpi}` })
  return silentOf(
    model,
    kpi,
    { hours: checkOf(policy, model)?.staleHours, newest: watched.latest?.end, key, now, first },
    of,
  )
}

/** A KPI that no monitor watches is to come all the same, of whatever version or segment. */
function silentKpi(
  model: Model,
  kpi: string,
  of: { readonly now: Date; readonly first: (key: string) => string; readonly newest: string | undefined },
): Silent | undefined {
  return silentOf(model, kpi, { ...of, hours: model.kpis?.[kpi]?.freshHours, key: `${model.id} ${kpi}` })
}

interface Awaited {
  readonly hours: number | undefined
  readonly newest: string | undefined
  readonly key: string
  readonly now: Date
  readonly first: (key: string) => string
}

/** Of what never came it is counted from when it was first missed, or from when the first there is data for is over. */
function silentOf(
  model: Model,
  kpi: string,
  { hours, newest, key, now, first }: Awaited,
  of?: string,
): Silent | undefined {
  const query = model.queries?.[model.kpis?.[kpi]?.query ?? '']
  if (query === undefined || hours === undefined) return undefined
  const { connection, since: begins } = query
  const firstEnds = begins === undefined ? 0 : Date.parse(begins) + periodOf(model, kpi)
  const missed = newest === undefined ? Math.max(Date.parse(first(key)), firstEnds) : Date.parse(newest)
  const since = new Date(missed + hours * HOUR_MS)
  if (now < since) return undefined
  return {
    model: model.id,
    connection,
    kpi,
    ...(of !== undefined && { of }),
    ...(newest !== undefined && { newest }),
    since: since.toISOString(),
  }
}
