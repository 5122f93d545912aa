import type { DelayReason } from '../core/delay-reason.ts'
import { type Block, type Document, minute, person, ping, strong, type Words } from '../core/document.ts'
import { hereIn } from '../core/people.ts'
import type { Late, Overdue } from '../core/promise.ts'
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
export function promiseNote(sla: Promised, model: string, { type, body }: Overdue, repository: Repository): Document {
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
      { is: 'note', words: ticked(isLate ? `${said} The card takes the reason why it takes longer.` : said) },
    ],
  }
}

/** On a card: what is late, and why, or a button for that. Delays have reasons, so that they can be counted by them. */
export function lateBlocks(subject: string, late: readonly Late[]): Block[] {
  const items = late.map(({ sla, what, due, why }): Words => {
    const says: Words = why ? [': ', delayWords(why.reason, why.says), ', says ', person(why.by)] : []
    return [strong('Late'), `, still waiting for ${KEPT[what]} (promise ${sla}), due `, minute(due), ...says]
  })
  const [open] = late.filter(({ why }) => why === undefined)
  const button = { action: 'explain-delay', text: 'Say why it takes longer', value: `${subject} ${open?.sla ?? ''}` }
  return [
    ...(items.length > 0 ? [{ is: 'list', items } as const] : []),
    ...(open ? [{ is: 'buttons', buttons: [button] } as const] : []),
  ]
}

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
