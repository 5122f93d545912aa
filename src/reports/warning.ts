import type { Document } from '../core/document.ts'
import { strong } from '../core/document.ts'
import type { Model } from '../core/model.ts'
import type { Watched } from '../core/monitor.ts'
import type { Part } from '../core/watched-part.ts'
import type { Watches } from '../core/watches.ts'
import { count, dayWords, withUnit } from '../core/words.ts'
import { partName, someWords, withPart } from './segment-words.ts'

export interface WarningNote {
  readonly model: Model
  readonly policy: {
    readonly id: string
    readonly because: string
    readonly fix: string
    readonly cause?: string
    readonly watches: Watches
    readonly method?: { readonly is: string }
  }
  /** At least one; several are segments or versions. */
  readonly parts: readonly (Part & { readonly watched: Watched })[]
}
type Told = WarningNote['parts'][number]

/** One line and its reason: a warning asks for nobody’s decision yet. */
export function warningStarted(note: WarningNote): Document {
  const { model, policy, parts } = note
  const kpi = kpiOf(note)
  const limit = kpi?.limit === undefined ? '' : ` (limit ${withUnit(kpi.limit, kpi.unit)})`
  const [only, other] = parts
  const says =
    only && other === undefined
      ? `${withPart(nameOf(note), only, placeOf(note))} is ${readWords(note, only)}${limit} since ${dayWords(sinceOf(only))}`
      : `${nameOf(note)} is bad in ${count(parts.length, parts.some(it => it.segment === undefined) ? 'version' : 'segment')}${limit}: ${someWords(parts.map(it => partWords(note, it)))}`
  const summary = `${model.name}: ${says}`
  const row = other === undefined && only ? `: ${count(only.watched.bad, everyOf(note))} in a row` : ''
  const cause = policy.cause === undefined ? policy.because : `${policy.cause.replace(/\.$/, '')}. ${policy.because}`
  return {
    summary,
    blocks: [
      { is: 'text', words: [strong('Warning.'), ` ${summary}${row}.`] },
      { is: 'note', words: [`${cause} ${policy.fix}`] },
    ],
  }
}

export function warningOver(note: WarningNote): Document {
  const { model, policy, parts } = note
  const where = policy.method === undefined || policy.method.is === 'limit' ? 'within its limit' : 'where it usually is'
  const names = parts.flatMap(it => partName(it, placeOf(note)) ?? [])
  const of = names.length > 0 ? ` (${someWords(names)})` : ''
  const summary = `${model.name}: ${nameOf(note)}${of} is back ${where}`
  return { summary, blocks: [{ is: 'text', words: [`${summary}.`] }] }
}

const placeOf = ({ policy }: WarningNote) => policy.watches.environment
const kpiOf = ({ model, policy }: WarningNote) => model.kpis?.[policy.watches.kpi]
const nameOf = (note: WarningNote) => kpiOf(note)?.name.toLowerCase() ?? note.policy.watches.kpi
const everyOf = (note: WarningNote) => note.model.queries?.[kpiOf(note)?.query ?? '']?.every ?? 'day'
const sinceOf = ({ watched }: Told) => watched.since ?? watched.latest?.end ?? ''
const readWords = (note: WarningNote, { watched }: Told) =>
  watched.latest ? withUnit(watched.latest.value, kpiOf(note)?.unit ?? '') : 'unknown'

/** `AA 24 min since 9 April 2001`. */
function partWords(note: WarningNote, part: Told): string {
  return `${partName(part, placeOf(note))} ${readWords(note, part)} since ${dayWords(sinceOf(part))}`
}
