/** What a round of measuring could not say, as work that is stuck until data comes again. */

import { says } from '../words/says.ts'
import type { Concern } from './concern.ts'
import type { MonitorCheck } from './monitor.ts'
import type { Stuck } from './trouble.ts'
import { MOST_SEGMENTS } from './watches.ts'

/** A KPI of a model whose newest reading is too old, or of which there is none. */
export interface Silent {
  readonly model: string
  readonly connection: string
  readonly kpi: string
  /** The part of it that is missing, by name: a segment, a version; left out: all of it. */
  readonly of?: string
  /** End of its newest reading, ISO; left out: there never was one. */
  readonly newest?: string
  /** ISO: from then on it is too old. */
  readonly since: string
}

export const SILENT = 'readings'
export const FAILING = 'measuring'
export const CROWDED = 'segments'
export const THIN = 'gaps'
export const SHORT = 'learning'

const OF_DATA = [SILENT, FAILING, CROWDED, THIN]
/** Data that do not come, cannot be asked for, or are more than anybody looks at; all else is Kedge’s own. */
export const isOfData = (works: readonly string[]): boolean => works.every(work => OF_DATA.includes(work))

/** One for each source, however many models wait for it. Models that not everybody may see are counted and not named. */
export function stuckBySilence(all: readonly Silent[], mayName: (model: string) => boolean): readonly Stuck[] {
  const sources = [...new Set(all.map(({ connection }) => connection))].sort()
  return sources.map(connection => {
    const mine = all.filter(it => it.connection === connection)
    const concerns = [...Map.groupBy(mine, ({ model }) => model)].map(([model, its]) => concernOf(model, its))
    const [only, other] = concerns
    return {
      work: SILENT,
      // What is about one model is told in its own channel, where it may be named.
      says: other === undefined && only !== undefined ? only.says : silenceOf(mine, mayName),
      fix: says.unmeasured.mendSilent(connection),
      since: sinceOf(mine),
      count: concerns.length,
      dead: true,
      ...(other === undefined && only !== undefined && { model: only.model }),
      concerns,
    }
  })
}

function concernOf(model: string, its: readonly Silent[]): Concern {
  const kpis = its.map(({ kpi, of }) => (of === undefined ? kpi : `${kpi} (${of})`))
  return { model, kpis: [...new Set(kpis)].sort(), says: silenceOf(its, () => true), since: sinceOf(its) }
}

const sinceOf = (all: readonly Silent[]) => all.map(({ since }) => since).sort()[0] ?? ''

function silenceOf(all: readonly Silent[], mayName: (model: string) => boolean): string {
  const { connection = '' } = all[0] ?? {}
  return says.unmeasured.silent({ connection, ...missing(all, mayName), ...newestOf(all) })
}

/** As many as one reads in a line. */
const NAMED = 5

/** Where all that is missing has a name, the source is not silent as a whole. Others may come from there all the same. */
function missing(all: readonly Silent[], mayName: (model: string) => boolean) {
  const models = new Set(all.map(({ model }) => model))
  const named = [...models].filter(mayName)
  if (all.every(({ of }) => of !== undefined)) {
    const parts = new Set(all.map(({ of }) => of))
    const shown = new Set(all.flatMap(({ model, of }) => (mayName(model) ? (of ?? []) : [])))
    return { models: some(named, models.size), parts: some([...shown], parts.size) }
  }
  // What several models miss is told in no words of one of them.
  const kpis = models.size > 1 ? [] : [...new Set(all.map(({ kpi }) => kpi))].sort()
  return { models: some(named, models.size), kpis: some(kpis, kpis.length) }
}

function some(named: readonly string[], of: number) {
  const shown = named.slice(0, NAMED)
  return { named: shown, more: of - shown.length }
}

function newestOf(all: readonly Silent[]) {
  const ends = all.flatMap(({ newest }) => newest ?? []).sort()
  return { newest: ends.at(-1), never: all.length - ends.length }
}

/** A monitor that meets more segments than it watches. */
export function stuckByCrowd(monitor: string, left: number, of: Pick<Silent, 'model' | 'kpi' | 'since'>): Stuck {
  const { model, kpi, since } = of
  const { crowded, mendCrowded } = says.unmeasured
  return {
    work: CROWDED,
    says: crowded({ monitor, most: MOST_SEGMENTS, kpi, model, left }),
    fix: mendCrowded(monitor),
    ...{ since, count: 1, dead: true, model },
  }
}

/** A monitor that can never fire, since its KPI has a reading for too few of its periods. */
export function stuckByGaps(
  monitor: string,
  fires: MonitorCheck['fires'],
  of: Pick<Silent, 'model' | 'kpi' | 'of' | 'since'>,
): Stuck {
  const { model, kpi, of: part, since } = of
  const said = { monitor, model, kpi, part, ...fires }
  const { tooThin, mendThin } = says.unmeasured
  return { work: THIN, says: tooThin(said), fix: mendThin(said), ...{ since, count: 1, dead: true, model } }
}

/** A monitor that knows nothing, since its method needs more readings than are read at once. */
export function stuckByCut(
  monitor: string,
  short: { readonly needs: number; readonly read: number },
  { model, kpi, since }: Pick<Silent, 'model' | 'kpi' | 'since'>,
): Stuck {
  const { tooShort, mendShort } = says.unmeasured
  return {
    work: SHORT,
    says: tooShort({ monitor, model, kpi, ...short }),
    fix: mendShort(monitor),
    ...{ since, count: 1, dead: true, model },
  }
}
