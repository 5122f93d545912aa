/** What a round of measuring could not say, as work that is stuck until data comes again. */

import { count, dayWords, listWords } from '../words/figures.ts'
import { says } from '../words/says.ts'
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

/** One for each source, however many models wait for it. Models that not everybody may see are counted and not named. */
export function stuckBySilence(all: readonly Silent[], mayName: (model: string) => boolean): readonly Stuck[] {
  const sources = [...new Set(all.map(({ connection }) => connection))].sort()
  return sources.map(connection => {
    const mine = all.filter(it => it.connection === connection)
    const models = [...new Set(mine.map(({ model }) => model))]
    const [since = ''] = mine.map(it => it.since).sort()
    const [only, other] = models
    return {
      work: SILENT,
      says: `${wordsOf(models, mayName)} nothing new${partsWords(mine, it => models.length === 1 || mayName(it))} from ${connection}: ${newestWords(mine)}`,
      fix: `see that new data arrives where ${connection} reads, or is sent to it; readings follow by themselves`,
      since,
      count: models.length,
      dead: true,
      ...(other === undefined && only !== undefined && { model: only }),
    }
  })
}

/** As many as one reads in a line. */
const NAMED = 5

function wordsOf(models: readonly string[], mayName: (model: string) => boolean): string {
  const [only, other] = models
  // What is about one model is told in its own channel, where it may be named.
  if (other === undefined) return `${only} gets`
  const named = models.filter(mayName).slice(0, NAMED)
  const rest = models.length - named.length
  const all = [...named, ...(rest > 0 ? [count(rest, named.length > 0 ? 'other model' : 'model')] : [])]
  return `${listWords(all)} get`
}

/** Where all that is missing has a name, the source is not silent as a whole. */
function partsWords(all: readonly Silent[], mayName: (model: string) => boolean): string {
  if (all.some(({ of }) => of === undefined)) return kpisWords(all)
  const named = new Set(all.flatMap(({ model, of }) => (mayName(model) ? (of ?? []) : [])))
  const shown = [...named].slice(0, NAMED)
  const rest = new Set(all.map(({ of }) => of)).size - shown.length
  const more = rest > 0 ? [count(rest, shown.length > 0 ? 'other part' : 'part')] : []
  return ` of ${listWords([...shown, ...more])}`
}

/** Others may come from there all the same. What several models miss is told in no words of one of them. */
function kpisWords(all: readonly Silent[]): string {
  if (new Set(all.map(({ model }) => model)).size > 1) return ''
  const kpis = [...new Set(all.map(({ kpi }) => kpi))].sort()
  const rest = kpis.length - NAMED
  return ` of ${listWords([...kpis.slice(0, NAMED), ...(rest > 0 ? [count(rest, 'other KPI')] : [])])}`
}

/** A monitor that meets more segments than it watches. */
export function stuckByCrowd(monitor: string, left: number, of: Pick<Silent, 'model' | 'kpi' | 'since'>): Stuck {
  const { model, kpi, since } = of
  return {
    work: CROWDED,
    says: `${monitor} watches ${MOST_SEGMENTS} segments of ${kpi} of ${model}, and ${count(left, 'more is', 'more are')} watched by nobody.`,
    fix: `name those that matter as \`watches.segments\` of policies/${monitor}.yaml, or let the query of the KPI put the small ones together`,
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

function newestWords(all: readonly Silent[]): string {
  const ends = all.flatMap(({ newest }) => newest ?? []).sort()
  const newest = ends.at(-1)
  if (newest === undefined) return 'there never was a reading.'
  const never = all.length - ends.length
  const without = never === 0 ? '' : `, and ${count(never, 'KPI')} never had one`
  return `the newest reading ended on ${dayWords(newest)}${without}.`
}
