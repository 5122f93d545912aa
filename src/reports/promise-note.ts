import type { DelayReason } from '../core/delay-reason.ts'
import { type Block, type Document, minute, person, ping, strong, type Words } from '../core/document.ts'
import type { Model } from '../core/model.ts'
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

/** What a promise is about. */
export interface PromisedOf {
  /** What it is called where its card is not in sight. */
  readonly title: string
  readonly models: readonly Model[]
}

/** Whether it is said to all in the channel, where else it stands in a thread. */
export const isForAll = ({ type, body }: Overdue): boolean => type === 'promise.late' && body.to.includes('channel')

/** That the time runs out, or is over: what was promised, why it matters, what to do, and who hears of it now. */
export function promiseNote(
  sla: Promised,
  { title, models }: PromisedOf,
  overdue: Overdue,
  repository: Repository,
): Document {
  const { type, body } = overdue
  const isLate = type === 'promise.late'
  const of = isForAll(overdue) ? ` of “${title}”` : ''
  const waits = `${KEPT[sla.what]}${of} (promise ${sla.id})`
  const summary = isLate ? `Late: still waiting for ${waits}` : `The time runs out for ${waits}`
  const due: Words = [isLate ? ', due ' : ': due ', minute(body.due), '. ']
  const called = isLate ? calledWords(body.to, models, repository) : []
  const named = models.map(({ id }) => id).join(', ')
  const said = `${sla.because.trim()} fix: ${sla.fix.replaceAll('{model}', named)}`
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

/** Nobody to stand in is said aloud: else a step of the escalation would pass in silence. */
function calledWords(to: readonly string[], models: readonly Model[], { people }: Repository): Words {
  const here = hereIn(people, 'for good')
  const deputies = models.flatMap(it => Object.values(it.deputies ?? {})).filter(id => here.includes(id))
  const all = to.flatMap(one => (one === 'deputies' ? deputies : hearers(one, here, people)))
  const nobody = to.includes('deputies') && deputies.length === 0 ? ['Its owners have no deputy who is here. '] : []
  return [...nobody, ...[...new Set(all)].flatMap((id): Words => [ping(id), ' '])]
}

/** A person by their key; of a role, everybody who has it and is here. */
function hearers(one: string, here: readonly string[], { people }: Repository['people']): readonly string[] {
  return here.includes(one) ? [one] : here.filter(id => people[id]?.roles.includes(one))
}

/** Said in the thread where it is late. */
export function delayNote(by: string, reason: DelayReason, says: string): Document {
  const words = delayWords(reason, says)
  return {
    summary: `It takes longer: ${words}`,
    blocks: [{ is: 'note', words: [person(by), ` says why it takes longer: ${words}`] }],
  }
}
