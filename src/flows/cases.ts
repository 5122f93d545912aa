import { type Case, caseFrom } from '../core/case.ts'
import { type CaseDecision, decideCase } from '../core/case-decide.ts'
import type { Quiet } from '../core/case-monitors.ts'
import { placeOf } from '../core/case-place.ts'
import type { Breach } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import { breachOf, toldOf } from '../core/monitor.ts'
import { closedNote } from '../reports/case-notes.ts'
import { methodOf } from '../series/method.ts'
import { chartCase, followChange, say, showCase } from './jobs.ts'
import type { Monitored } from './monitored.ts'
import { openCase, openChanges, type Standing } from './standing.ts'
import type { NewJob } from './store.ts'
import type { Told } from './warnings.ts'
import type { Onlooker } from './world.ts'

/** What the monitors of severity `breach` mean for the case of a model; `opens` where it has none yet. */
export async function cases(
  world: Onlooker,
  model: Model,
  all: readonly Monitored[],
): Promise<Told & { readonly opens?: true }> {
  const grave = all.filter(m => m.policy.severity === 'breach')
  const breaches = grave.flatMap(breachesOf)
  const quiet = grave.filter(m => breachesOf(m).length === 0).map(quietOf)
  const [open, told, changes] = [
    await openCase(world.store, model.id),
    await toldBefore(world, model),
    await openChanges(world.store, model.id),
  ]
  const available =
    all
      .map(m => m.watched.latest?.available ?? '')
      .sort()
      .at(-1) ?? ''
  const changeOpen = changes.some(change => change.it.request.case === open?.it.id)
  const decision = decideCase({
    model: model.id,
    owner: model.owners.technical,
    breaches,
    quiet,
    available,
    open: open?.it,
    told,
    changeOpen,
  })
  if (!decision) return { parts: [], jobs: strayCard(model, open?.it) }
  const parts = [{ ...decision, seen: open?.seen ?? 0 }]
  return { parts, jobs: await caseJobs(world, model, decision, open), ...(open ? {} : { opens: true }) }
}

/** Nothing is new, but its card may not stay where it is. */
function strayCard(model: Model, it: Case | undefined): NewJob[] {
  return it && !it.held && placeOf(it, model).stray ? [showCase(it.id)] : []
}

function breachesOf({ policy, watched }: Monitored): readonly Breach[] {
  const breach = breachOf(policy.id, policy.watches.kpi, watched)
  const method = methodOf(policy.method)
  return breach ? [{ ...breach, ...(method && { method: method.is }) }] : []
}

function quietOf({ policy, watched: { state, latest } }: Monitored): Quiet {
  return { monitor: policy.id, state, ...(latest && { latest: toldOf(latest) }) }
}

async function caseJobs(
  world: Onlooker,
  model: Model,
  { subject, events }: CaseDecision,
  open: Standing<Case> | undefined,
): Promise<NewJob[]> {
  const closed = events.find(event => event.type === 'case.closed')
  const { channel } = model
  const note =
    closed && open && !open.it.held && channel !== undefined
      ? [
          say(`closed:${subject}`, subject, {
            channel,
            thread: subject,
            document: closedNote(model, closed.body as Parameters<typeof closedNote>[1]),
          }),
        ]
      : []
  const changes = (await openChanges(world.store, model.id)).map(change => followChange(change.it.id))
  // The card does not wait for its picture: where no picture can be uploaded, the breach is told all the same.
  return [chartCase(subject), showCase(subject), ...note, ...changes]
}

/** Breaches that closed cases have told: an episode makes one case. */
async function toldBefore(world: Onlooker, model: Model): Promise<Record<string, string>> {
  const rows = await world.store.subjects({ kind: 'case', model: model.id, open: false, limit: 5 })
  const told = await Promise.all(rows.map(async row => caseFrom(await world.store.events(row.subject))?.monitors ?? []))
  return Object.fromEntries(
    told
      .reverse()
      .flat()
      .map((b: Breach) => [b.monitor, b.since]),
  )
}
