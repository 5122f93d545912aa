import { begunAt } from '../core/breach.ts'
import type { Model } from '../core/model.ts'
import type { Watched } from '../core/monitor.ts'
import type { Part } from '../core/watched-part.ts'
import type { Watches } from '../core/watches.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'
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
  const [only, other] = parts
  const isOne = only !== undefined && other === undefined
  const summary = says.warning.summary(model.name, isOne ? oneWords(note, only) : severalWords(note))
  const { started, startedInARow, why, quiet } = says.warning
  return {
    summary,
    blocks: [
      { is: 'text', words: isOne ? startedInARow(summary, only.watched.bad, everyOf(note)) : started(summary) },
      { is: 'note', words: [why({ cause: policy.cause, because: policy.because, fix: policy.fix })] },
      { is: 'note', words: quiet(policy.id) },
    ],
  }
}

function oneWords(note: WarningNote, only: Told): string {
  const kpi = withPart(nameOf(note), only, placeOf(note))
  return says.warning.one({ kpi, value: readWords(note, only), limit: limitOf(note), since: sinceOf(only) })
}

function severalWords(note: WarningNote): string {
  const { parts } = note
  const { versions, segments, several } = says.warning
  const where = parts.some(it => it.segment === undefined) ? versions(parts.length) : segments(parts.length)
  const each = someWords(parts.map(it => partWords(note, it)))
  return several({ kpi: nameOf(note), where, limit: limitOf(note), parts: each })
}

export function warningOver(note: WarningNote): Document {
  const { model, policy, parts } = note
  const names = parts.flatMap(it => partName(it, placeOf(note)) ?? [])
  const kpi = names.length > 0 ? says.segmentWords.inSegments(nameOf(note), someWords(names)) : nameOf(note)
  const isLimit = policy.method === undefined || policy.method.is === 'limit'
  const back = isLimit ? says.warning.withinLimit(kpi) : says.warning.asUsual(kpi)
  const summary = says.warning.summary(model.name, back)
  return { summary, blocks: [{ is: 'text', words: [says.warning.over(summary)] }] }
}

const placeOf = ({ policy }: WarningNote) => policy.watches.environment
const kpiOf = ({ model, policy }: WarningNote) => model.kpis?.[policy.watches.kpi]
const everyOf = (note: WarningNote) => note.model.queries?.[kpiOf(note)?.query ?? '']?.every ?? 'day'

/** When the first bad period began. */
function sinceOf({ watched: { since, latest } }: Told): string {
  return latest === undefined ? (since ?? '') : begunAt({ since: since ?? latest.end, latest })
}

const readWords = (note: WarningNote, { watched }: Told) =>
  watched.latest ? says.figures.withUnit(watched.latest.value, kpiOf(note)?.unit ?? '') : says.warning.unknown

function nameOf(note: WarningNote): string {
  const name = kpiOf(note)?.name
  return name === undefined ? note.policy.watches.kpi : says.warning.kpi(name)
}

function limitOf(note: WarningNote): string | undefined {
  const { limit, unit = '' } = kpiOf(note) ?? {}
  return limit === undefined ? undefined : says.figures.withUnit(limit, unit)
}

/** `AA 24 min since 9 April 2001`. */
function partWords(note: WarningNote, part: Told): string {
  const name = partName(part, placeOf(note)) ?? ''
  return says.warning.part({ part: name, value: readWords(note, part), since: sinceOf(part) })
}
