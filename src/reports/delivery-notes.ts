import type { Task } from '../core/change-tasks.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'

/** `The delivery of 1.2.0`, or `The training of flight-delay`. */
export function taskWords({ model, kind, version }: Task): string {
  const { training, delivery } = says.deliveryNotes
  return kind === 'retrain' ? training(model) : delivery(version ?? model)
}

/** Somebody must act, so the owner is called by name. */
export function undeliveredNote(
  owner: string,
  task: Task,
  end: { run?: number; url?: string; conclusion: string },
): Document {
  const { ended, undone, undoneCalled } = says.deliveryNotes
  const summary = ended(taskWords(task), end.conclusion)
  const words = undoneCalled({ undone: undone[didOf(task)], ended: summary, url: end.url, owner })
  return {
    summary,
    blocks: [
      { is: 'text', words },
      { is: 'note', words: [says.sentence.fix(undeliveredFix(task, end.run))] },
    ],
  }
}

/** What helps is the same whoever ran it. */
export function undeliveredFix(task: Task, run?: number): string {
  const { fix, fixOnGithub } = says.deliveryNotes
  return (run === undefined ? fix : fixOnGithub)[didOf(task)]
}

const didOf = ({ kind }: Task) => (kind === 'retrain' ? 'retrain' : 'deliver')

/** Whoever does it by hand is called by name, at first and as long as nothing is seen of it. */
export function byHandNote(
  called: readonly string[],
  { model, kind, version = '' }: Task,
  { age, observed }: { readonly age?: string | undefined; readonly observed: boolean },
): Document {
  const { toTrain, toDeliver, train, deliver, doneRegistered, doneObserved, doneSaid } = says.deliveryNotes
  const trains = kind === 'retrain'
  const what = `${model} ${version}`
  const ends = trains ? doneRegistered : observed ? doneObserved : doneSaid(model)
  return {
    summary: trains ? toTrain(model, age) : toDeliver(what, age),
    blocks: [
      { is: 'text', words: trains ? train(called, model, age) : deliver(called, what, age) },
      { is: 'note', words: ticked(ends) },
    ],
  }
}
