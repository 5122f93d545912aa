import type { Document } from '../core/document.ts'
import { strong } from '../core/document.ts'
import type { Model } from '../core/model.ts'
import type { Watched } from '../core/monitor.ts'
import { count, dayWords, withUnit } from '../core/words.ts'

export interface WarningNote {
  readonly model: Model
  readonly policy: {
    readonly id: string
    readonly because: string
    readonly fix: string
    readonly cause?: string
    readonly watches: { readonly kpi: string }
    readonly method?: { readonly is: string }
  }
  readonly watched: Watched
}

/** One line and its reason: a warning asks for nobody’s decision yet. */
export function warningStarted({ model, policy, watched }: WarningNote): Document {
  const kpi = model.kpis?.[policy.watches.kpi]
  const every = kpi ? (model.queries?.[kpi.query]?.every ?? 'day') : 'day'
  const value = watched.latest ? withUnit(watched.latest.value, kpi?.unit ?? '') : 'unknown'
  const limit = kpi?.limit === undefined ? '' : ` (limit ${withUnit(kpi.limit, kpi.unit)})`
  const summary = `${model.name}: ${kpi?.name.toLowerCase() ?? policy.watches.kpi} is ${value}${limit} since ${dayWords(watched.since ?? watched.latest?.end ?? '')}`
  const cause = policy.cause === undefined ? policy.because : `${policy.cause.replace(/\.$/, '')}. ${policy.because}`
  return {
    summary,
    blocks: [
      { is: 'text', words: [strong('Warning.'), ` ${summary}: ${count(watched.bad, `${every}`)} in a row.`] },
      { is: 'note', words: [`${cause} ${policy.fix}`] },
    ],
  }
}

export function warningOver({ model, policy }: WarningNote): Document {
  const kpi = model.kpis?.[policy.watches.kpi]
  const where = policy.method === undefined || policy.method.is === 'limit' ? 'within its limit' : 'where it usually is'
  const summary = `${model.name}: ${kpi?.name.toLowerCase() ?? policy.watches.kpi} is back ${where}`
  return { summary, blocks: [{ is: 'text', words: [`${summary}.`] }] }
}
