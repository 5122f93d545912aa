import type { Case } from '../core/case.ts'
import { happened } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import { policiesOf } from '../core/policy-kind.ts'
import { type Refusal, refusalOf } from '../core/reason.ts'
import type { Repository } from '../core/repository.ts'
import monitors, { checkOf, opensCase } from '../policies/monitor.ts'
import { closedNote } from '../reports/case-notes.ts'
import { sentence } from '../reports/sentence.ts'
import { refusedVote } from '../reports/vote-words.ts'
import { says } from '../words/says.ts'
import type { Answered } from './ask.ts'
import type { Asker } from './authorise.ts'
import { say, showCase, showIssueOf } from './jobs.ts'
import { openChanges, type Standing } from './standing.ts'
import type { Onlooker } from './world.ts'

/**
 * Closes a case that no reading can close any more, since no rule watches what broke: whoever owns it says why it is over. An
 * event, not a change. That it recovered, nobody says.
 */
export async function closeCase(
  world: Onlooker,
  repository: Repository,
  { id: by, models: [model] }: Asker<readonly [Model]>,
  { standing, because }: { readonly standing: Standing<Case> | undefined; readonly because: string },
): Promise<Answered> {
  const no = await whyNot(world, repository, model, by, standing?.it)
  if (no !== undefined || standing === undefined)
    return { document: refusedVote(no ?? refusalOf('no-case')), outcome: {} }
  const { it, seen } = standing
  const { onset, available, detected, acted } = it
  const closed = { onset, available, detected, ...(acted && { acted: acted.at }), because }
  const { channel } = model
  const document = closedNote(model, { ...closed, by })
  const note =
    channel === undefined || it.held
      ? []
      : [say(`closed:${it.id}:${seen}`, it.id, { channel, thread: it.id, document })]
  return {
    document: sentence(says.closeCase.closed(model.name)),
    outcome: {
      parts: [{ subject: it.id, seen, events: [happened('case.closed', by, closed)] }],
      jobs: [showCase(it.id), ...showIssueOf(it), ...note],
    },
  }
}

async function whyNot(
  { store }: Onlooker,
  repository: Repository,
  model: Model,
  by: string,
  it: Case | undefined,
): Promise<Refusal | undefined> {
  if (it === undefined || it.closed) return refusalOf('no-case')
  if (it.owner !== by) return refusalOf('not-its-owner', { who: it.owner })
  if (it.monitors.some(({ monitor }) => isWatched(repository, model, monitor))) return refusalOf('still-watched')
  const isMoving = (await openChanges(store, model.id)).some(change => change.it.request.case === it.id)
  return isMoving ? refusalOf('change-on-its-way') : undefined
}

function isWatched(repository: Repository, model: Model, monitor: string): boolean {
  const policy = policiesOf(repository, monitors).find(({ id }) => id === monitor)
  return policy !== undefined && opensCase(policy) && checkOf(policy, model) !== undefined
}
