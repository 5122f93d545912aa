import { boundsOf, isShownIn } from '../core/bounds.ts'
import type { Case } from '../core/case.ts'
import { placeOf } from '../core/case-place.ts'
import type { Change } from '../core/change-state.ts'
import { wayBack } from '../core/comparison.ts'
import type { Model } from '../core/model.ts'
import { watchSeries } from '../core/monitor.ts'
import { policiesOf, selects } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { watchedSeries } from '../core/watched-series.ts'
import monitor, { checkOf } from '../policies/monitor.ts'
import playbook from '../policies/playbook.ts'
import { type Asked, type CaseCard, caseCard } from '../reports/case-card.ts'
import { foremost } from '../reports/case-headline.ts'
import { altText, kpiChart } from '../reports/kpi-chart.ts'
import { kpiMermaid } from '../reports/kpi-mermaid.ts'
import type { Charted } from '../reports/kpi-series.ts'
import type { Document } from '../words/document.ts'
import { judged } from './bench.ts'
import { causesOf, warningsIn, warningsOf } from './causes.ts'
import { comparisonOf, evidenceOf, newest } from './evidence.ts'
import { lateOf } from './late.ts'
import { askedBesides, askedIn, type Standing } from './standing.ts'
import { isForAllIn } from './trouble-channel.ts'
import type { Onlooker } from './world.ts'

/** The card of a case as it would be shown now. */
export async function caseCardOf(world: Onlooker, it: Case): Promise<Document> {
  const repository = await world.policy()
  const model = modelNamed(repository, it.model)
  const evidence = await evidenceOf(world, model)
  const asked = await askedIn(world, it, model)
  const { card: stands, home } = placeOf(it, model)
  const channel = stands?.channel ?? home
  // What also is about a model that may not be shown there is told below its own card.
  const isShown = (change: Change) => channel !== undefined && isShownIn(boundsOf(change, repository.models), channel)
  const shown = async (all: readonly (Standing<Change> | undefined)[]) =>
    Promise.all(all.flatMap(change => (change && isShown(change.it) ? [askedOf(world, change.it)] : [])))
  const [change] = await shown([asked])
  const back = wayBack(model, evidence.version)
  const card: CaseCard = {
    it,
    model,
    causes: it.closed ? undefined : await causesOf(world, { model, evidence }, it, isForAllIn(channel)),
    business: newest(evidence.served).flatMap(reading => {
      const kpi = model.kpis?.[reading.kpi]
      return kpi?.kind === 'business' ? [{ kpi: reading.kpi, value: reading.value }] : []
    }),
    wayBack:
      back === undefined ? undefined : { version: back, comparison: comparisonOf(model, evidence, back, it.onset) },
    change,
    besides: await shown(await askedBesides(world.store, it, asked)),
    limits: limitsNow(repository, model),
    late: lateOf(it, repository, asked?.it),
    offers: policiesOf(repository, playbook)
      .filter(p => selects(p.appliesTo, model))
      .flatMap(p => p.offers ?? []),
  }
  return caseCard(card)
}

async function askedOf(world: Onlooker, it: Change): Promise<Asked> {
  const url = it.pull && !it.closed ? await world.see.pullUrl(it.pull.pull) : ''
  return { it, url, merge: await mergeOf(world, it) }
}

/** Who merges what is approved; as it was heard when it was followed last. */
function limitsNow(repository: Repository, model: Model): NonNullable<CaseCard['limits']> {
  return policiesOf(repository, monitor).flatMap(policy => {
    const limit = checkOf(policy, model)?.limit
    return limit === undefined ? [] : [{ monitor: policy.id, kpi: policy.watches.kpi, limit }]
  })
}

async function mergeOf(world: Onlooker, it: Change): Promise<'auto' | 'manual' | undefined> {
  if (it.verdict?.is !== 'approved' || !it.pull || it.merged || it.closed) return undefined
  const { verdict } = await judged(world, it, { pull: { state: 'open', draft: false, base: it.pull.base } })
  return verdict.is === 'approved' ? verdict.merge : undefined
}

export interface CaseChart {
  readonly spec: object
  readonly alt: string
  readonly mermaid: string | undefined
}

/** The chart of what its card names first. */
export async function caseChartOf(world: Onlooker, it: Case): Promise<CaseChart | undefined> {
  const repository = await world.policy()
  const model = modelNamed(repository, it.model)
  const first = foremost(model, it.monitors)
  if (!first) return undefined
  const { kpi, segment } = first
  const part = { kpi, ...(segment !== undefined && { segments: [segment] }) }
  const evidence = await evidenceOf(world, model, part)
  const [warned] = warningsOf(repository, model, warningsIn(evidence.state, it))
  const policy = policiesOf(repository, monitor).find(p => p.id === first.monitor && p.watches.kpi === kpi)
  const check = policy && checkOf(policy, model)
  const ran = watchedSeries(part, evidence, model).parts.flatMap(({ series }) => series)
  const charted: Charted = {
    ...{ model, kpi, ran, readings: segment === undefined ? evidence.whole : evidence.ofSegments },
    ...(segment !== undefined && { segment }),
    ...(check && { check, watched: watchSeries(check, ran, world.now()) }),
    ...(warned && { warning: { at: warned.since, until: warned.until, says: warned.says } }),
  }
  const spec = kpiChart(charted)
  return spec && { spec, alt: altText(charted), mermaid: kpiMermaid(charted) }
}

/** For what cannot be shown without it. */
export function modelNamed(repository: Repository, id: string): Model {
  const model = repository.models[id]
  if (!model) throw new Error(`${id} is not in the repository any more`)
  return model
}
