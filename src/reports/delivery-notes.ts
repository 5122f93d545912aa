import type { Task } from '../core/change-tasks.ts'
import { code, type Document, link, ping, strong, type Words } from '../core/document.ts'
import { ticked } from '../core/ticked.ts'

/** `The delivery of 1.2.0`, or `The training of flight-delay`. */
export function taskWords({ model, kind, version }: Task): string {
  return kind === 'retrain' ? `The training of ${model}` : `The delivery of ${version ?? model}`
}

/** Somebody must act, so the owner is called by name. */
export function undeliveredNote(
  owner: string,
  task: Task,
  end: { run?: number; url?: string; conclusion: string },
): Document {
  const summary = `${taskWords(task)} ended in ${end.conclusion}`
  const run: Words = end.url === undefined ? [] : [': ', link('the run', end.url)]
  const title = task.kind === 'retrain' ? 'Not trained.' : 'Not delivered.'
  const words: Words = [strong(title), ` ${summary}`, ...run, '. ', ping(owner)]
  return {
    summary,
    blocks: [
      { is: 'text', words },
      { is: 'note', words: [`fix: ${undeliveredFix(task, end.run)}`] },
    ],
  }
}

/** What helps is the same whoever ran it. */
export function undeliveredFix({ kind }: Task, run?: number): string {
  const where = run === undefined ? 'run it again' : 're-run it on GitHub'
  const then = kind === 'retrain' ? 'the new version is seen when it is registered' : 'the version is seen when it runs'
  return `see what failed in the run, mend it and ${where}; ${then}`
}

/** Whoever does it by hand is called by name, at first and as long as nothing is seen of it. */
export function byHandNote(
  by: string,
  { model, kind, version = '' }: Task,
  { again, observed }: { readonly again: boolean; readonly observed: boolean },
): Document {
  const what: Words =
    kind === 'retrain' ? ['train ', code(model), ' anew'] : ['bring ', code(`${model} ${version}`), ' to where it runs']
  const summary = `${again ? 'Still to do' : 'To do'}: ${kind === 'retrain' ? `train ${model} anew` : `deliver ${model} ${version}`}`
  const ends =
    kind === 'retrain'
      ? 'It is done when the new version is registered: `POST /v1/versions`.'
      : observed
        ? 'It is done when that version is what runs.'
        : `It is done when you say so: \`/kedge delivered ${model}\`.`
  return {
    summary,
    blocks: [
      {
        is: 'text',
        words: [strong(again ? 'Still to do by hand.' : 'To do by hand.'), ' ', ping(by), ' please ', ...what, '.'],
      },
      { is: 'note', words: ticked(ends) },
    ],
  }
}
