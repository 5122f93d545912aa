import { hasArrived } from '../core/arrival.ts'
import { type Change, modelsOf, sealOf } from '../core/change-state.ts'
import type { Doer } from '../core/doer.ts'
import { happened, type NewEvent } from '../core/event.ts'
import { heldAgainst, knownFrom, unknownOf } from '../core/held-against.ts'
import type { Model } from '../core/model.ts'
import type { PlannedFinding } from '../core/planned.ts'
import type { Repository } from '../core/repository.ts'
import { byPassedNote, mergedNote } from '../reports/change-notes.ts'
import { asOf } from './as-of.ts'
import { judged, modelIn } from './bench.ts'
import { showsDelivery } from './follow-delivery.ts'
import { deliver, showCase } from './jobs.ts'
import { findingsNow } from './look-findings.ts'
import { asHeard, awaitsWhileFresh, type MergedAs, mergedAs, momentOfMerge, unheardBefore } from './merged-as.ts'
import { heard, inCase, underCard } from './notes.ts'
import type { Outcome } from './outcome.ts'
import { byGitHub, GITHUB } from './proved.ts'
import { reviewOwed } from './review.ts'
import { openCase, type Standing } from './standing.ts'
import type { NewJob } from './store.ts'
import { folded, isKnown } from './unwritten.ts'
import type { Contents, Onlooker, Pull } from './world.ts'

/** Puts on record what was merged, by whom and as what, with all that was said of it until then; and tells what is owed for it. */
export async function followMerge(world: Onlooker, standing: Standing<Change>, pull: Pull): Promise<Outcome> {
  const { it, seen } = standing
  const repository = await world.policy()
  const { as: held, seal, then, contents, alters } = await mergedAs(world, it, pull)
  // What is in force is what was merged, whatever was sealed of it before: it is that which moves versions and is looked at.
  const sealed = seal && !isKnown(it, seal) ? [happened('change.sealed', 'kedge', seal)] : []
  const unheard = await unheardBefore(world, folded(standing.events, sealed, world.now()), pull, repository)
  const { voted } = unheard
  const heardOf = folded(standing.events, [...sealed, ...voted], world.now())
  // By rules and clock of then: taking an emergency rule away afterwards owes its review all the same.
  const atThen = then ? asOf(world, then, momentOfMerge(heardOf, pull, world.now())) : world
  const found = held === 'approved' && contents ? await stopping(atThen, heardOf, contents, pull.head) : []
  const now = folded(standing.events, [...sealed, ...voted, ...found], world.now())
  const atMerge = await judged(atThen, now)
  const as = held === 'approved' ? asHeard(it, unheard, atMerge.bench) : held
  if (as === 'untold') awaitsWhileFresh(world, pull)
  const by = await mergerOf(world, pull, repository.people)
  const note = mergeNote(now, modelIn(repository, it), pull, { as, by })
  const review = reviewOwed(atMerge, { as, ...(alters === 'rules' && { of: 'rules' }) }, world.now())
  // What moves no version and trains none has nowhere to arrive; what is to run is delivered, whatever runs now.
  const arrived = hasArrived(now, { models: repository.models, runs: () => undefined })
  const done = arrived ? [happened('change.done', 'kedge', {})] : []
  return {
    parts: [{ subject: it.id, seen, events: [...sealed, ...voted, ...found, mergeBy(by, pull), ...review, ...done] }],
    jobs: [
      ...(done.length > 0 ? [] : [deliver(it.id)]),
      ...showsDelivery(it),
      ...(await casesShown(world, now, it.request.case)),
      ...note,
    ],
  }
}

/** What the file of a model says stands on the card of its case too, whatever the change was asked for. */
async function casesShown({ store }: Onlooker, it: Change, own: string | undefined): Promise<readonly NewJob[]> {
  const open = await Promise.all(modelsOf(it).map(model => openCase(store, model)))
  return open.flatMap(each => (each && each.it.id !== own ? [showCase(each.it.id)] : []))
}

/** What the rules said of it, where some would not have let it through, or held more against it than was known. */
async function stopping(atThen: Onlooker, it: Change, contents: Contents, head: string): Promise<readonly NewEvent[]> {
  const known = it.findings ?? []
  const asKnown = ({ policy, model }: PlannedFinding) => known.find(it => it.policy === policy && it.model === model)
  const found = await findingsNow(atThen, it, contents, head)
  // What is measured may have come since; what hangs on the clock and the files is as it was.
  const findings = found.map(finding => (finding.measured ? (asKnown(finding) ?? finding) : finding))
  const worse = unknownOf(heldAgainst(findings, sealOf(it)?.body.parts ?? []), knownFrom(known))
  return worse.length > 0 || findings.some(({ blocks, measured }) => blocks && measured !== true)
    ? [happened('change.judged', 'kedge', { findings })]
    : []
}

function mergeBy(by: Doer | 'kedge', { mergeCommit = '', head, mergedBy, mergedAt }: Pull): NewEvent {
  const account = mergedBy && { account: `github:${mergedBy.id}` }
  return happened('change.merged', by, { commit: mergeCommit, head, by, ...account, ...(mergedAt && { mergedAt }) })
}

/** A merge past the gate is told where people look, case or not: an administrator may, and somebody looks at it afterwards. */
function mergeNote(
  it: Change,
  model: Model | undefined,
  pull: Pull,
  { as, by }: { readonly as: MergedAs; readonly by: string },
): NewJob[] {
  if (as === 'approved') {
    return model ? inCase(it, model, 'merged', mergedNote(it, pull.url, it.verdict?.by ?? [])) : []
  }
  const who = { id: by, login: pull.mergedBy?.login ?? 'somebody' }
  const note = byPassedNote(it, pull, { ...who, as }, model?.owners.technical)
  return model ? heard(it, model, 'by-passed', note) : underCard(it, 'by-passed', note)
}

/** Kedge’s own account, a person, an account nobody knows, or GitHub itself. */
async function mergerOf({ see }: Onlooker, { mergedBy }: Pull, people: Repository['people']): Promise<Doer | 'kedge'> {
  if (mergedBy === undefined) return GITHUB
  const by = byGitHub(people, mergedBy.id)
  const isNobody = by === `github:${mergedBy.id}`
  return isNobody && mergedBy.id === (await see.ownAccount()) ? 'kedge' : by
}
