import type { DelayReason } from '../core/delay-reason.ts'
import type { Model } from '../core/model.ts'
import { hereIn } from '../core/people.ts'
import type { Late, Overdue } from '../core/promise.ts'
import type { Repository } from '../core/repository.ts'
import type { Block, Button, Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'
import { delayWords } from './snooze-words.ts'

interface Promised {
  readonly id: string
  readonly what: keyof typeof says.promiseNote.kept
  readonly because: string
  readonly fix: string
}

/** What a promise is about. */
export interface PromisedOf {
  /** What it is called where its card is not in sight. */
  readonly title: string
  readonly models: readonly Model[]
  /** Who cannot give what is missing, and is called by no step. */
  readonly cannot?: readonly string[]
}

/** Whether it is said to all in the channel, where else it stands in a thread. */
export const isForAll = ({ type, body }: Overdue): boolean => type === 'promise.late' && body.to.includes('channel')

/** That the time runs out, or is over: what was promised, why it matters, what to do, and who hears of it now. */
export function promiseNote(sla: Promised, of: PromisedOf, overdue: Overdue, repository: Repository): Document {
  const { title, models } = of
  const { type, body } = overdue
  const isLate = type === 'promise.late'
  const {
    kept,
    waited: waitedFor,
    waitedOf,
    late,
    lateCalled,
    runsOut,
    runsOutDue,
    titled,
    why,
    whyLate,
  } = says.promiseNote
  const what = kept[sla.what]
  const waited = isForAll(overdue) ? waitedOf(what, sla.id, title) : waitedFor(what, sla.id)
  const { due } = body
  const words = isLate ? lateCalled({ waited, due, ...calledOf(body.to, of, repository) }) : runsOutDue(waited, due)
  const because = sla.because.trim()
  const about = models.length > 0 ? models.map(({ id }) => id).join(', ') : titled(title)
  const fix = sla.fix.replaceAll('{model}', () => about)
  return {
    summary: isLate ? late(waited) : runsOut(waited),
    blocks: [
      { is: 'text', words },
      { is: 'note', words: ticked(isLate ? whyLate(because, fix) : why(because, fix)) },
    ],
  }
}

/** On a card: what is late, and why. Delays have reasons, so that they can be counted by them. */
export function lateBlocks(late: readonly Late[]): Block[] {
  const { kept, waited, lateSince, lateBecause } = says.promiseNote
  const items = late.map(({ sla, what, due, why }) => {
    const since = lateSince(waited(kept[what], sla), due)
    return why ? lateBecause(since, delayWords(why.reason, why.says), why.by) : since
  })
  return items.length > 0 ? [{ is: 'list', items }] : []
}

/** For the first that is late, and nobody said why. */
export function explainButtons(subject: string, late: readonly Late[]): Button[] {
  const open = late.find(({ why }) => why === undefined)
  if (open === undefined) return []
  return [{ action: 'explain-delay', text: says.promiseNote.explain, value: `${subject} ${open.sla}` }]
}

/** That there is nobody to call is said aloud: else a step of the escalation would pass in silence. */
function calledOf(to: readonly string[], { models, cannot = [] }: PromisedOf, { people }: Repository) {
  const here = hereIn(people, 'for good')
  const deputies = models.flatMap(it => Object.values(it.deputies ?? {})).filter(id => here.includes(id))
  const all = [...new Set(to.flatMap(one => (one === 'deputies' ? deputies : hearers(one, here, people))))]
  const who = all.filter(id => !cannot.includes(id))
  const hasNoDeputy = to.includes('deputies') && deputies.length === 0
  return {
    ...(hasNoDeputy && { noDeputyOf: models.length > 0 ? ('owners' as const) : ('nobody' as const) }),
    ...(who.length === 0 && { cannot: all }),
    who,
  }
}

/** A person by their key; of a role, everybody who has it and is here. */
function hearers(one: string, here: readonly string[], { people }: Repository['people']): readonly string[] {
  return here.includes(one) ? [one] : here.filter(id => people[id]?.roles.includes(one))
}

/** Said in the thread where it is late. */
export function delayNote(by: string, reason: DelayReason, own: string): Document {
  const { longer, longerBy } = says.promiseNote
  const why = delayWords(reason, own)
  return { summary: longer(why), blocks: [{ is: 'note', words: longerBy(by, why) }] }
}
