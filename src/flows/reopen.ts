import type { Case } from '../core/case.ts'
import { happened } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import { type Refusal, refusalOf } from '../core/reason.ts'
import { reopenedNote } from '../reports/case-notes.ts'
import { sentence } from '../reports/sentence.ts'
import { refusedVote } from '../reports/vote-words.ts'
import { says } from '../words/says.ts'
import type { Answered } from './ask.ts'
import type { Asker } from './authorise.ts'
import { chartCase, say, showCase, showIssueOf } from './jobs.ts'
import { closedCases, openCase, type Standing } from './standing.ts'
import type { Onlooker } from './world.ts'

/** Opens the last case of a model again, because it was closed wrongly; an event, not a change. */
export async function reopen(
  world: Onlooker,
  { id: by, models: [model] }: Asker<readonly [Model]>,
  standing: Standing<Case> | undefined,
  because: string,
): Promise<Answered> {
  const no = await whyNot(world, model, standing)
  if (no || !standing) return { document: refusedVote(no ?? refusalOf('nothing-to-reopen')), outcome: {} }
  const { id } = standing.it
  const part = { subject: id, seen: standing.seen, events: [happened('case.reopened', by, { because })] }
  const { channel } = model
  const note = { thread: id, document: reopenedNote(by, because) }
  const notes = channel === undefined ? [] : [say(`reopened:${id}:${standing.seen}`, id, { channel, ...note })]
  return {
    document: sentence(says.flowReopen.reopened(model.name)),
    outcome: { parts: [part], jobs: [chartCase(id), showCase(id), ...showIssueOf(standing.it), ...notes] },
  }
}

/** A model has one case at a time, and only its last one goes on. */
async function whyNot(
  { store }: Onlooker,
  model: Model,
  standing: Standing<Case> | undefined,
): Promise<Refusal | undefined> {
  if (await openCase(store, model.id)) return refusalOf('case-open')
  const [last] = await closedCases(store, model.id)
  return standing && last?.it.id === standing.it.id ? undefined : refusalOf('nothing-to-reopen')
}
