import type { Model } from '../core/model.ts'
import type { scheduleDue, Training, Trigger } from '../core/training.ts'
import type { Document, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { sentence } from './sentence.ts'

const words = says.trainingWords

/** Who asks where nobody does, as plain text too. */
export const byTrigger = (trigger: Trigger): Words => [words.trigger[trigger]]

/** Why a training is asked for by itself, for those who approve it. */
export function trainingReason(
  { retraining }: Model,
  version: string,
  training: Extract<Training, { readonly is: 'due' }>,
): string {
  const { is, on } = training.since
  const since = words.since[is](on, version)
  if (training.trigger === 'schedule') return words.scheduleDue(since, training.everyDays)
  const { query, rows: enough } = retraining?.newData ?? { query: '', rows: 0 }
  return words.newDataDue({ since, query, rows: training.rows, enough })
}

/** What a trigger wanted, and a plan or a rule refused. */
export function notTrainedNote(trigger: Trigger, { summary, blocks }: Document): Document {
  return { summary, blocks: [...blocks, { is: 'note', words: [words.triedAgain(words.trigger[trigger])] }] }
}

/** Nobody can say how old what runs is, so nothing is asked for until somebody mends it. */
export function unsureNote(
  { id }: Model,
  version: string,
  { toCome, at }: Extract<Training, { readonly is: 'unsure' }>,
): Document {
  if (toCome === undefined || at === undefined) return sentence(words.undated(version, id), words.undatedFix(version))
  return sentence(words.toCome(words.place[at](version), id, toCome), words.toComeFix[at])
}

/** When its schedule asks for the next training; nothing where it has none. */
export function nextTrainingWords(
  model: Model,
  next: ({ readonly version: string } & NonNullable<ReturnType<typeof scheduleDue>>) | undefined,
  now: Date,
): readonly string[] {
  if (next === undefined) return []
  if (next.is === 'unsure') return [unsureNote(model, next.version, next).summary]
  const due = (next.at <= now ? words.dueSince : words.dueOn)(next.at.toISOString())
  return [next.not === undefined ? due : words.butNot(due, next.not)]
}

/** The same in a history. */
export const notTrained = ({
  says: why,
  rules,
}: {
  readonly says: string
  readonly rules: readonly string[]
}): Words => [words.notAsked(rules.length > 0 ? words.noBy(rules) : why)]
