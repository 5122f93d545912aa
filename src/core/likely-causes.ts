import {
  CAUSE_KINDS,
  type Cause,
  type Causes,
  type Elsewhere,
  type Looked,
  type Others,
  type SourceSeen,
  type Unseen,
} from './cause.ts'
import { beyond } from './input-window.ts'
import { HOUR_MS } from './period.ts'

/** A version that took over so long before the first bad period ended may have brought it. */
const VERSION_MS = 14 * 24 * HOUR_MS
/** Found within so long of each other is at the same time. */
const TOGETHER_MS = 24 * HOUR_MS

/** The causes that what was looked at allows, ranked; the same look gives the same list, whatever its order. */
export function likelyCauses(looked: Looked): Causes {
  const { inputs, versions, sources } = looked
  const found = [
    ...ofSources(sources),
    ...ofVersions(looked),
    ...ofInputs(looked),
    ...ofWarnings(looked),
    ...ofOthers(looked),
  ]
  const causes = found.toSorted(
    (a, b) => rank(a) - rank(b) || strength(b) - strength(a) || (nameOf(a) < nameOf(b) ? -1 : 1),
  )
  const isUnseen = {
    inputs: inputs === undefined,
    'some-inputs': looked.inputsUnjudged === true,
    versions: versions === undefined,
    sources: sources.length === 0 || sources.some(({ is }) => is === 'unknown'),
  }
  const { badInputs = [] } = looked
  const unseen = (Object.keys(isUnseen) as Unseen[]).filter(one => isUnseen[one])
  return { causes, unseen, ...(badInputs.length > 0 && { badInputs }) }
}

const rank = ({ is }: Cause) => CAUSE_KINDS.indexOf(is)

/** Within one kind: the further beyond its threshold, the later the version, the earlier the warning, the more models. */
function strength(cause: Cause): number {
  switch (cause.is) {
    case 'drifted-input':
      return beyond({ effect: cause.value, threshold: cause.threshold })
    case 'new-version':
      return Date.parse(cause.at)
    case 'warned':
    case 'failing-source':
      return -Date.parse(cause.since)
    case 'stale-source':
      return -Date.parse(cause.newest ?? new Date(0).toISOString())
    case 'same-source':
    case 'same-time':
      return cause.named.length + cause.more
  }
}

function nameOf(cause: Cause): string {
  if ('connection' in cause && cause.is !== 'drifted-input') return cause.connection
  return cause.is === 'drifted-input' ? cause.input : cause.is === 'warned' ? cause.monitor : cause.is
}

/** Several queries may go over one connection. */
function ofSources(sources: readonly SourceSeen[]): readonly Cause[] {
  const each = new Map(sources.map(it => [`${it.is} ${it.connection}`, it]))
  return [...each.values()].flatMap(({ connection, is, since, newest }): Cause[] => {
    if (is === 'failing' && since !== undefined) return [{ is: 'failing-source', connection, since }]
    if (is !== 'stale') return []
    const missing = sources.filter(it => it.is === is && it.connection === connection).flatMap(it => it.kpis ?? [])
    return [{ is: 'stale-source', connection, kpis: [...new Set(missing)], ...(newest !== undefined && { newest }) }]
  })
}

/** What was seen first is taken to have run before as well: nobody looked. */
function ofVersions({ versions = [], onset }: Looked): readonly Cause[] {
  const last = versions.findLast(({ at }) => at <= onset)
  if (last === undefined || last === versions[0] || Date.parse(onset) - Date.parse(last.at) > VERSION_MS) return []
  return [{ is: 'new-version', version: last.version, at: last.at }]
}

/** Where a source is silent, what drifts is the silence. */
function ofInputs({ inputs = [], sources }: Looked): readonly Cause[] {
  const silent = new Set(sources.filter(({ is }) => is === 'stale' || is === 'failing').map(it => it.connection))
  return inputs.filter(it => !silent.has(it.connection)).map(it => ({ is: 'drifted-input', ...it }))
}

function ofWarnings({ warnings }: Looked): readonly Cause[] {
  return warnings.map(it => ({ is: 'warned', ...it }))
}

function ofOthers({ elsewhere, detected, sources }: Looked): readonly Cause[] {
  const together = elsewhere.filter(it => Math.abs(Date.parse(it.detected) - Date.parse(detected)) <= TOGETHER_MS)
  const mine = [...new Set(sources.map(({ connection }) => connection))]
  const shared = mine.flatMap((connection): Cause[] => {
    const those = together.filter(it => it.connections.includes(connection))
    return those.length > 0 ? [{ is: 'same-source', connection, ...othersOf(those) }] : []
  })
  const rest = together.filter(it => !it.connections.some(one => mine.includes(one)))
  return rest.length > 0 ? [...shared, { is: 'same-time', ...othersOf(rest) }] : shared
}

/** As many as one reads in a line. */
const NAMED = 5

function othersOf(those: readonly Elsewhere[]): Others {
  const named = those.filter(it => it.mayName).map(it => it.model)
  const first = named.toSorted().slice(0, NAMED)
  return { named: first, more: those.length - first.length }
}
