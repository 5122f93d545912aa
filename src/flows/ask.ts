import { digestOf } from '../core/canonical.ts'
import { answersBreach } from '../core/case-answer.ts'
import { isAwaited, type Request } from '../core/change.ts'
import { happened } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import { accountsHeldBy } from '../core/people.ts'
import type { PlannedFinding } from '../core/planned.ts'
import type { Repository } from '../core/repository.ts'
import type { NoPlan, Plan } from '../plans/plan.ts'
import {
  alreadyOpen,
  askedFor,
  busyUnseen,
  deniedBefore,
  refusedBy,
  refusedPlan,
  refusedProblems,
} from '../reports/ask-words.ts'
import type { Document } from '../words/document.ts'
import type { Asker, PlaybookAsker, TriggerAsker } from './authorise.ts'
import { comparedNow } from './evidence.ts'
import { showsDelivery } from './follow-delivery.ts'
import { type Ending, wayFor } from './in-the-way.ts'
import { chartCase, setCheck, showPull } from './jobs.ts'
import { madeWayNews } from './lapsed-news.ts'
import { findingsOfPlan } from './look-findings.ts'
import type { Outcome } from './outcome.ts'
import { contentsOf } from './planned-files.ts'
import { modelOf, openCase } from './standing.ts'
import type { Onlooker } from './world.ts'

/** A change somebody asks for, whatever it does. */
export interface AskChange {
  /** Who asks. The change is one of the first model they were authorised for. */
  readonly asker: Asker | PlaybookAsker | TriggerAsker
  /** It is of rules: it belongs to no single model, and so no other change is in its way. */
  readonly ofRules?: true
  readonly plan: (repository: Repository) => Plan | NoPlan
  readonly reason: string
  /** Of a playbook’s own wish it is `playbook`, of a model’s own `trigger`, whatever stands here. */
  readonly door: Request['door']
  /** The change that asked for the training its version came from. */
  readonly trainedFor?: string
  /** It cannot wait: what rules ask for in an emergency is enough, and somebody looks at it afterwards. */
  readonly emergency?: boolean
  /** When its version was registered, for one that is not listed yet. */
  readonly registered?: string
}

/** Words for who asked, and what came of it. */
export interface Answered {
  readonly document: Document
  readonly outcome: Outcome
  /** Ids of the rules that said no, where some did. */
  readonly stopped?: readonly string[]
  /** For all in the channel: whoever asked wrote `here`. */
  readonly inPlace?: true
}

/**
 * Judges a change by what its files would come to and, if no rule stops it, seals the request with its evidence. The
 * pull request follows by itself. Asking twice for the same thing is asking once.
 */
export async function askChange(world: Onlooker, ask: AskChange): Promise<Answered> {
  const repository = await world.policy()
  const model = modelOfAsk(ask)
  const plan = ask.plan(repository)
  const way = await wayFor(world, model?.id, plan, ask)
  // What is merged and not in force yet is why the same makes no sense once more, so that is the answer.
  if ('refused' in plan && !way.busy?.merged) return senseless(model, plan)
  if (way.busy && !ask.asker.sees(way.busy)) return { document: busyUnseen(model?.name), outcome: {} }
  if (way.busy && way.deniedBy !== undefined)
    return { document: deniedBefore(way.busy, way.deniedBy, ask.asker.id), outcome: {} }
  if (way.busy) return { document: alreadyOpen(way.busy, ask.asker.id), outcome: {} }
  if ('refused' in plan) return senseless(model, plan)
  const contents = contentsOf(repository, plan)
  if ('problems' in contents) return { document: refusedProblems(plan.title, contents.problems), outcome: {} }
  const request = requestOf(ask, plan, repository.commit)
  const { findings, problems } = await findingsOfPlan(world, { request, by: ask.asker.id }, contents)
  if (problems.length > 0) return { document: refusedProblems(plan.title, problems), outcome: {} }
  const stopped = findings.filter(finding => finding.blocks && !isAwaited(finding))
  // What a program asks for nobody would read a refusal of: it becomes a pull request that shows it.
  if (stopped.length > 0 && ask.door !== 'api') return refused(ask, plan, stopped)
  return asked(world, ask, { ...request, findings }, way.ends)
}

const senseless = (model: Model | undefined, { refused: why }: NoPlan): Answered => ({
  document: refusedPlan(model?.name, why),
  outcome: {},
})

const modelOfAsk = ({ asker, ofRules }: AskChange): Model | undefined => (ofRules ? undefined : asker.models[0])

function requestOf(ask: AskChange, plan: Plan, commit: string): Request {
  const { asker, reason, door, trainedFor, emergency } = ask
  const { kind, title, edits, from, to, makes } = plan
  const model = makes ?? modelOfAsk(ask)?.id
  const about = asker.models.map(({ id }) => id).filter(id => id !== model)
  return {
    kind,
    title,
    ...(model !== undefined && { model }),
    ...(about.length > 0 && { about }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    reason,
    door: doorOf(asker) ?? door,
    ...(asker.playbook !== undefined && { playbook: asker.playbook }),
    ...(asker.trigger !== undefined && { trigger: asker.trigger }),
    edits,
    commit,
    findings: [],
    ...(trainedFor !== undefined && { trainedFor }),
    ...(emergency && { emergency }),
  }
}

/** What asks by itself says so, whatever door it names. */
const doorOf = ({ playbook, trigger }: AskChange['asker']) =>
  playbook !== undefined ? 'playbook' : trigger === undefined ? undefined : 'trigger'

async function asked(world: Onlooker, ask: AskChange, planned: Request, ends: Ending | undefined): Promise<Answered> {
  const [by, model] = [ask.asker.id, modelOfAsk(ask)]
  const open = model && (await openCase(world.store, model.id))
  const cased = answersBreach(planned.kind) ? open : undefined
  const evidence = model && (await comparedNow(world, model, planned.to, open?.it.onset))
  const request = { ...planned, ...(cased && { case: cased.it.id }), ...(evidence && { evidence }) }
  const id = `change/${digestOf({ request, by, at: world.now().toISOString() }).slice(0, 8)}`
  const mine = await subjectOf(world, planned.model)
  const registered = ask.registered === undefined ? {} : { registered: ask.registered }
  const { people } = await world.policy()
  const accounts = accountsHeldBy(people, by)
  const toModel = mine && { model: mine.id, change: id }
  const parts = [
    ...(mine && toModel
      ? [{ subject: `model/${mine.id}`, seen: mine.seen, events: [happened('model.asked', by, toModel)] }]
      : []),
    { subject: id, seen: 0, events: [happened('change.asked', by, { ...request, accounts, ...registered })] },
    ...(ends ? [{ subject: ends.change.it.id, seen: ends.change.seen, events: [ends.event] }] : []),
    ...(cased
      ? [{ subject: cased.it.id, seen: cased.seen, events: [happened('case.asked', by, { change: id })] }]
      : []),
  ]
  const jobs = [
    showPull(id),
    // Its check hangs on the commit: left green, it would let merge what nobody asks for any more.
    ...(ends ? [setCheck(ends.change.it.id), showPull(ends.change.it.id), ...showsDelivery(ends.change.it)] : []),
    ...(ends?.madeWay ? madeWayNews(ends.change.it, ends.event, { asked: { by }, request }, people) : []),
    ...(cased ? [chartCase(cased.it.id)] : []),
  ]
  return { document: askedFor(request), outcome: { parts, jobs } }
}

async function subjectOf(world: Onlooker, id: string | undefined): Promise<{ id: string; seen: number } | undefined> {
  return id === undefined ? undefined : { id, seen: (await modelOf(world.store, id)).seen }
}

function refused(ask: AskChange, { title }: Plan, stopped: readonly PlannedFinding[]): Answered {
  const { asker, door } = ask
  const model = modelOfAsk(ask)
  const document = refusedBy(title, stopped, doorOf(asker) === undefined && model !== undefined)
  const event = happened('change.refused', asker.id, { code: 'guardrail', door, says: document.summary })
  const outcome = model ? { facts: [{ subject: `model/${model.id}`, events: [event] }] } : {}
  return { document, outcome, stopped: stopped.map(({ policy }) => policy) }
}
