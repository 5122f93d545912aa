import type { DelayReason } from '../core/delay-reason.ts'
import { type Button, type Document, minute, person, ping, strong, type Words } from '../core/document.ts'
import { hereIn } from '../core/people.ts'
import type { Overdue } from '../core/promise.ts'
import type { Repository } from '../core/repository.ts'
import { ticked } from '../core/ticked.ts'
import { delayWords } from './snooze-words.ts'

interface Promised {
  readonly id: string
  readonly what: keyof typeof KEPT
  readonly because: string
  readonly fix: string
}

/** What keeps each promise. */
const KEPT = {
  respond: 'somebody to look after it',
  act: 'something to be done',
  recover: 'the KPIs to be good again',
  approve: 'the approvals',
  validate: 'the validation',
} as const

/** That the time runs out, or is over: what was promised, why it matters, what to do, and who hears of it now. */
export function promiseNote(
  sla: Promised,
  { subject, model }: { readonly subject: string; readonly model: string },
  { type, body }: Overdue,
  repository: Repository,
): Document {
  const isLate = type === 'promise.late'
  const waits = `${KEPT[sla.what]} (promise ${sla.id})`
  const summary = isLate ? `Late: still waiting for ${waits}` : `The time runs out for ${waits}`
  const due: Words = [isLate ? ', due ' : ': due ', minute(body.due), '. ']
  const called = isLate ? hearers(body.to, repository).flatMap((id): Words => [ping(id), ' ']) : []
  const said = `${sla.because.trim()} fix: ${sla.fix.replaceAll('{model}', model)}`
  const words: Words = [strong(isLate ? 'Late.' : 'Running out.'), ` Still waiting for ${waits}`, ...due, ...called]
  return {
    summary,
    blocks: [
      { is: 'text', words },
      { is: 'note', words: ticked(said) },
      ...(isLate ? [{ is: 'buttons', buttons: [explainButton(subject, sla.id)] } as const] : []),
    ],
  }
}

/** Delays have reasons, so that they can be counted by them. */
const explainButton = (subject: string, sla: string): Button => ({
  action: 'explain-delay',
  text: 'Say why it takes longer',
  value: `${subject} ${sla}`,
})

/** People by their keys; of a role, everybody who has it and is here. */
function hearers(to: readonly string[], { people }: Repository): readonly string[] {
  const here = hereIn(people, 'for good')
  const all = to.flatMap(one => (here.includes(one) ? one : here.filter(id => people.people[id]?.roles.includes(one))))
  return [...new Set(all)]
}

/** Said in the thread where it is late. */
export function delayNote(by: string, reason: DelayReason, says: string): Document {
  const words = delayWords(reason, says)
  return {
    summary: `It takes longer: ${words}`,
    blocks: [{ is: 'note', words: [person(by), ` says why it takes longer: ${words}`] }],
  }
}
