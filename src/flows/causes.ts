import type { Case } from '../core/case.ts'
import type { Causes, Elsewhere, SourceSeen, Warned } from '../core/cause.ts'
import { likelyCauses } from '../core/likely-causes.ts'
import type { Model } from '../core/model.ts'
import type { ModelState, WarningOn, WarningOver } from '../core/model-state.ts'
import { periodLengthMs } from '../core/period.ts'
import { policiesOf } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { isSameWatch } from '../core/watched-part.ts'
import { watchesPart, watchesServing } from '../core/watches.ts'
import monitor, { type Monitor, opensCase } from '../policies/monitor.ts'
import { causeBlocks } from '../reports/cause-words.ts'
import type { Block } from '../words/document.ts'
import type { At } from './authorise.ts'
import { type Evidence, evidenceOf } from './evidence.ts'
import { failingSince, queryNamed } from './failing.ts'
import { mayView } from './identity.ts'
import { inputsBefore } from './inputs-before.ts'
import { lacksReadings, type Monitored, monitoredOf, watchOf } from './monitored.ts'
import { caseOf, openCase } from './standing.ts'
import type { Store, SubjectRow } from './store.ts'
import type { Onlooker } from './world.ts'

/** What the case of a model may come from, as far as anybody can look now. Who may not be named where it is said is counted. */
export async function causesOf(
  world: Onlooker,
  { model, evidence }: { readonly model: Model; readonly evidence: Evidence },
  it: Pick<Case, 'onset' | 'detected' | 'monitors'>,
  mayName: (model: Model) => boolean,
): Promise<Causes> {
  const repository = await world.policy()
  const { inputs, unjudged, bad } = await inputsBefore(world, model, it.onset)
  const { state } = evidence
  const all = monitoredOf(repository, model, evidence, world)
  return likelyCauses({
    onset: it.onset,
    detected: it.detected,
    ...(inputs && { inputs }),
    inputsUnjudged: unjudged,
    ...(bad && { badInputs: bad }),
    warnings: warningsOf(repository, model, warningsIn(state, it)).filter(
      ({ monitor }) => !(inputs?.length && isOfDrift(repository, model, monitor)),
    ),
    ...(state.observed.length > 0 && { versions: state.observed }),
    sources: sourcesOf(world, model, it, all),
    elsewhere: await elsewhere(world, repository, model, mayName),
  })
}

/** The same for whoever asks where they stand; nothing where no case is open. */
export async function causesShown(
  world: Onlooker,
  { repository, who, channel }: At,
  model: Model,
): Promise<readonly Block[]> {
  const open = await openCase(world.store, model.id)
  if (open === undefined) return []
  const seen = { model, evidence: await evidenceOf(world, model) }
  return causeBlocks(await causesOf(world, seen, open.it, other => mayView(other, repository, who, channel)))
}

/** A warning that inputs have drifted says no more than the inputs do. */
function isOfDrift(repository: Repository, model: Model, id: string): boolean {
  const policy = policiesOf(repository, monitor).find(it => it.id === id)
  return policy !== undefined && model.kpis?.[policy.watches.kpi]?.drift !== undefined
}

/** Those that are on, and those that were when the case was opened: the way back ends a warning, and not what it told of. */
export function warningsIn(
  { warnings, past = [] }: Pick<ModelState, 'warnings' | 'past'>,
  { detected }: Pick<Case, 'detected'>,
): readonly (WarningOn & Partial<WarningOver>)[] {
  return [...Object.values(warnings), ...past.filter(({ since, heard }) => since <= detected && heard > detected)]
}

/** Warnings with the cause that their monitors name. */
export function warningsOf(
  repository: Repository,
  model: Model,
  all: ReturnType<typeof warningsIn>,
): readonly Warned[] {
  // What does not serve breaks nothing that does.
  const policies = policiesOf(repository, monitor).filter(({ watches }) => watchesServing(watches))
  return policies.flatMap(policy => {
    const { id, watches, cause, because } = policy
    const unit = model.kpis?.[watches.kpi]?.unit ?? ''
    const told = all.filter(it => it.monitor === id && it.version === undefined && watchesPart(watches, it))
    const on = told.filter(it => it.until === undefined)
    const mine = on.length > 0 ? on : told.filter(it => isStillOf(policy, it))
    const [first] = mine.sort((a, b) => (a.since < b.since ? -1 : 1))
    if (first === undefined) return []
    const segments = mine.flatMap(({ segment }) => segment ?? [])
    const { value, until } = first
    const every = model.queries?.[model.kpis?.[watches.kpi]?.query ?? '']?.every ?? 'day'
    const since = new Date(Date.parse(first.since) - periodLengthMs(every)).toISOString()
    const warned = { monitor: id, says: cause ?? because, since, ...(until !== undefined && { until }), value, unit }
    return [segments.length > 0 ? { ...warned, segments } : warned]
  })
}

/** What it says of a warning that is over, it said of what it watches still. */
const isStillOf = (policy: Monitor, { kpi }: WarningOn) =>
  !opensCase(policy) && (kpi === undefined || kpi === policy.watches.kpi)

/** Where the KPIs of a case are measured. Before the first round of a process nobody knows whether a query works. */
function sourcesOf(
  { store }: Onlooker,
  model: Model,
  { monitors }: Pick<Case, 'monitors'>,
  all: readonly Monitored[],
): readonly SourceSeen[] {
  // What else comes from there may be late without making doubtful what broke.
  const broke = (it: Monitored) => monitors.some(one => isSameWatch(one, watchOf(it)))
  const broken = all.filter(it => watchesServing(it.policy.watches) && broke(it))
  const queries = [...new Set(monitors.flatMap(({ kpi }) => model.kpis?.[kpi]?.query ?? []))]
  return queries.flatMap((query): SourceSeen[] => {
    const connection = model.queries?.[query]?.connection
    if (connection === undefined) return []
    const fails = failingSince(store, queryNamed(query, model))
    if (fails.is === 'failing') return [{ connection, ...fails }]
    const mine = broken.filter(it => model.kpis?.[it.policy.watches.kpi]?.query === query)
    // It answered, and brings no value of these.
    const missing = mine.filter(it => it.fails !== undefined || lacksReadings(it, all))
    const [own] = missing
    if (own === undefined) return [{ connection, ...fails }]
    const newest = own.watched.latest?.end
    const kpis = [...new Set(missing.map(({ policy }) => policy.watches.kpi))]
    return [{ connection, is: 'stale', kpis, ...(newest !== undefined && { newest }) }]
  })
}

async function elsewhere(
  { store }: Onlooker,
  { models }: Repository,
  model: Model,
  mayName: (model: Model) => boolean,
): Promise<readonly Elsewhere[]> {
  const rows = await store.subjects({ kind: 'case', open: true })
  const all = rows.map(async (row): Promise<readonly Elsewhere[]> => {
    const other = Object.hasOwn(models, row.model) ? models[row.model] : undefined
    if (other === undefined || other.id === model.id) return []
    const connections = Object.values(other.queries ?? {}).map(({ connection }) => connection)
    return [{ model: other.id, mayName: mayName(other), detected: await detectedOf(store, row), connections }]
  })
  return (await Promise.all(all)).flat()
}

/** One that is in a later round was found anew in it. */
async function detectedOf(store: Store, { subject, state, openedAt }: SubjectRow): Promise<string> {
  const isLater = state === 'again' || state === 'acted'
  return (isLater ? (await caseOf(store, subject))?.it.detected : undefined) ?? openedAt
}
