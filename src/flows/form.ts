import { refusalOf } from '../core/reason.ts'
import type { NoPlan } from '../plans/plan.ts'
import { refusedLine } from '../reports/ask-words.ts'
import { lettersIn } from '../reports/clean.ts'
import { notKnown, refusedVote } from '../reports/vote-words.ts'
import type { Document, Modal } from '../words/document.ts'
import { says } from '../words/says.ts'
import type { Pressed, Submitted } from './arrivals.ts'
import type { Answered } from './ask.ts'
import type { NotAllowed } from './authorise.ts'
import type { SlackPlace } from './identity.ts'
import type { Onlooker } from './world.ts'

/** What is wrong with the answers, by the id of the input it is shown beside. */
export type Wrong = Readonly<Record<string, string>>

/** A form was sent, and where it had been opened. */
export interface Sent {
  readonly place: SlackPlace
  readonly values: Submitted['values']
  /** What the form carried. It was made by us, and says what was asked, never who may. */
  readonly context: Readonly<Record<string, string>>
}

/** A form that asks for a change or writes an event, and what comes of its answers. */
export interface Form {
  /** For a press of the button of the same name. */
  readonly opens?: (world: Onlooker, press: Pressed) => Promise<Modal | undefined>
  /** Left out: nothing but the reason is looked at. */
  readonly wrong?: (world: Onlooker, sent: Sent) => Promise<Wrong | undefined>
  /** Said where the press opens nothing. */
  readonly refuses?: (world: Onlooker, press: Pressed) => Promise<Document | undefined>
  /** The form that follows after this one was sent, which is then not kept. */
  readonly next?: (world: Onlooker, sent: Sent) => Promise<Modal | undefined>
  readonly asks: (world: Onlooker, sent: Sent) => Promise<Answered>
}

export function sentOf(form: Submitted): Sent {
  const context = JSON.parse(form.context) as Sent['context']
  return { place: { team: form.team, user: form.user, channel: context.channel ?? '' }, values: form.values, context }
}

/** Said of what is not theirs to act on: what they may not see is answered as what is not there. */
export function notAllowed(no: NotAllowed | undefined): Answered {
  const document = no?.is === 'nobody' ? notKnown(no.refusal) : refusedVote(refusalOf('unknown-card'))
  return { document, outcome: {} }
}

/** What makes no sense, beside the answer it is about. */
export function besideAnswers(bad: readonly NoPlan[]): Wrong | undefined {
  const wrong = bad.flatMap(({ refused }) =>
    refused.about === undefined ? [] : [[refused.about, refusedLine(refused)]],
  )
  return wrong.length === 0 ? undefined : Object.fromEntries(wrong)
}

/** A word that says nothing is none. */
export function tooShort(id: string, said = '', least: 3 | 10): Wrong | undefined {
  return lettersIn(said) < least ? { [id]: says.flowForm.tooShort(least) } : undefined
}
