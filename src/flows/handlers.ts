import { wayBack } from '../core/comparison.ts'
import type { Document, Modal } from '../core/document.ts'
import { happened } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import { ProblemError } from '../core/problem.ts'
import { refusalOf } from '../core/reason.ts'
import { denyModal, rollbackModal } from '../reports/modals.ts'
import { noRules, notKnown, refusedVote, taken } from '../reports/vote-words.ts'
import type { Pressed, Said, Submitted } from './arrivals.ts'
import { type Answered, askRollback } from './ask.ts'
import type { AnyCommand } from './command.ts'
import { comparisonOf, evidenceOf } from './evidence.ts'
import { nextRound } from './follow-all.ts'
import { identify, mayView, type SlackPlace } from './identity.ts'
import { adoptPull, answer, followChange, showCase } from './jobs.ts'
import { NOTHING, type Outcome } from './outcome.ts'
import { runCommand } from './run-command.ts'
import { caseOf } from './standing.ts'
import type { Incoming } from './store.ts'
import { vote } from './vote.ts'
import type { Handler } from './work.ts'
import type { Onlooker } from './world.ts'

/** What takes each kind of message from the inbox. */
export function handlersFor(commands: readonly AnyCommand[]): Readonly<Record<string, Handler>> {
  return {
    command: async (world, message) => {
      const said = read<Said>(message)
      const { document, outcome } = await answered(() => runCommand(world, commands, said))
      return { ...outcome, jobs: [...(outcome.jobs ?? []), tell(message, said, document)] }
    },
    press: (world, message) => pressed(world, message, read<Pressed>(message)),
    submit: (world, message) => submitted(world, message, read<Submitted>(message)),
    /** A webhook only says where to look. */
    github: async (world, message) => {
      const { pull } = read<{ pull?: number }>(message)
      if (pull === undefined) return { jobs: await nextRound(world) }
      const subject = await world.store.find(`pull:${pull}`)
      // One that is closed, and so follows nothing any more, may have been opened again.
      const jobs = subject === undefined ? [adoptPull(pull)] : [followChange(subject), adoptPull(pull)]
      return { jobs: jobs.map(job => ({ ...job, later: true })) }
    },
  }
}

/** Bad rules are told to who asks; everything else that goes wrong is tried again. */
async function answered(run: () => Promise<Answered>): Promise<Answered> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { document: noRules(error.problems.filter(p => p.level === 'error').length), outcome: NOTHING }
  }
}

/** The modal a press opens, straight away: its trigger lives three seconds. Undefined for presses that need no words. */
export async function modalFor(world: Onlooker, press: Pressed): Promise<Modal | undefined> {
  if (press.action === 'deny') return denyModal(press.value, press.channel)
  if (press.action !== 'rollback') return undefined
  const it = (await caseOf(world.store, press.value))?.it
  const repository = await world.policy()
  const model = it && repository.models[it.model]
  const who = await identify(world, press)
  if (!model || it.closed || !mayView(model, repository, who, press.channel)) return undefined
  const evidence = await evidenceOf(world, model)
  const to = wayBack(model, evidence.version)
  return to === undefined
    ? undefined
    : rollbackModal(model, it, to, comparisonOf(model, evidence, to, it.onset), press.channel)
}

async function pressed(world: Onlooker, message: Incoming, press: Pressed): Promise<Outcome> {
  if (press.action === 'approve') {
    const { value: seal, responseUrl } = press
    return vote(world, {
      place: press,
      ...(responseUrl !== undefined && { responseUrl }),
      is: 'approve',
      seal,
      delivery: message.delivery,
    })
  }
  return press.action === 'take' ? take(world, message, press) : NOTHING
}

/** Taking a case is an event, not a change: it needs a known person and nothing else. */
async function take(world: Onlooker, message: Incoming, press: Pressed): Promise<Outcome> {
  const standing = await caseOf(world.store, press.value)
  const { model, by, no } = await shown(world, press, standing?.it.model)
  if (no || !standing || !model || by === undefined) return { jobs: [tell(message, press, no ?? UNKNOWN)] }
  if (standing.it.closed) return { jobs: [tell(message, press, refusedVote(refusalOf('closed')))] }
  const part = { subject: standing.it.id, seen: standing.seen, events: [happened('case.taken', by, {})] }
  return { parts: [part], jobs: [showCase(standing.it.id), tell(message, press, taken(model))] }
}

async function submitted(world: Onlooker, message: Incoming, form: Submitted): Promise<Outcome> {
  const reason = (form.values.reason ?? '').trim()
  const context = JSON.parse(form.context) as { channel: string; seal?: string; model?: string; to?: string }
  const place = { team: form.team, user: form.user, channel: context.channel }
  if (form.callback === 'deny')
    return vote(world, { place, is: 'deny', seal: context.seal ?? '', because: reason, delivery: message.delivery })
  if (form.callback !== 'rollback' || context.to === undefined) return NOTHING
  const { model, by, no } = await shown(world, place, context.model)
  if (no || !model || by === undefined) return { jobs: [tell(message, place, no ?? UNKNOWN)] }
  const { document, outcome } = await askRollback(world, { model, to: context.to, reason, by, door: 'slack' })
  return { ...outcome, jobs: [...(outcome.jobs ?? []), tell(message, place, document)] }
}

/** The model, if this person may see it here; a model they may not see does not exist. */
async function shown(
  world: Onlooker,
  place: SlackPlace,
  id: string | undefined,
): Promise<{ model?: Model; by?: string; no?: Document }> {
  const who = await identify(world, place)
  if (who.is === 'nobody') return { no: notKnown(who.refusal) }
  const repository = await world.policy()
  const model = id === undefined ? undefined : repository.models[id]
  return model && mayView(model, repository, who, place.channel) ? { model, by: who.id } : { no: UNKNOWN }
}

const UNKNOWN = refusedVote(refusalOf('unknown-card'))

function tell(
  { delivery }: Incoming,
  to: { channel: string; user: string; responseUrl?: string },
  document: Parameters<typeof answer>[1]['document'],
) {
  const { channel, user, responseUrl } = to
  return answer(delivery, { channel, user, ...(responseUrl !== undefined && { responseUrl }), document })
}

const read = <T>(message: Incoming) => JSON.parse(message.body) as T
