import { type Change, isTakenBackHere } from '../core/change-state.ts'
import { happened } from '../core/event.ts'
import { accountsHeldBy, type People } from '../core/people.ts'
import { type Refusal, refusalOf } from '../core/reason.ts'
import { withdrawModal } from '../reports/modals.ts'
import { sentence } from '../reports/sentence.ts'
import { refusedVote } from '../reports/vote-words.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import type { Answered } from './ask.ts'
import { type Asker, authoriseChange, standingAt } from './authorise.ts'
import { showsDelivery } from './follow-delivery.ts'
import { followed } from './followed.ts'
import { type Form, notAllowed } from './form.ts'
import type { SlackPlace } from './identity.ts'
import { setCheck, showPull } from './jobs.ts'
import { underCard } from './notes.ts'
import { changeOf, type Standing } from './standing.ts'
import type { Onlooker } from './world.ts'

interface Looked {
  readonly change?: Standing<Change>
  readonly asker?: Asker
  readonly no?: Refusal
  /** Not theirs to see. */
  readonly unseen?: Answered
}

/** Whoever asked for a change in Slack takes it back, and Kedge closes the pull request it opened for it. */
export const withdrawForm: Form = {
  async opens(world, press) {
    const { asker, no } = await look(world, press, press.value)
    return asker && !no ? withdrawModal(press.value, press.channel) : undefined
  },
  async refuses(world, press) {
    const { no, unseen } = await look(world, press, press.value)
    return no ? refusedVote(no) : unseen?.document
  },
  async asks(world, { place, values, context }) {
    const subject = context.change ?? ''
    const before = await look(world, place, subject)
    // It may have been merged or closed since the form was opened, and nobody heard of it.
    if (before.asker && !before.no) await followed(world, subject)
    const { change, asker, no, unseen } = await look(world, place, subject)
    if (change === undefined || asker === undefined) return unseen ?? notAllowed(undefined)
    if (no) return refused(change.it, asker, no)
    return withdrawn(change, asker, (values.reason ?? '').trim())
  },
}

async function look(world: Onlooker, place: SlackPlace, subject: string): Promise<Looked> {
  const change = await changeOf(world.store, subject)
  if (change === undefined) return { unseen: notAllowed(undefined) }
  const at = await standingAt(world, place)
  const { asker, no } = authoriseChange(at, change.it)
  if (asker === undefined) return { unseen: notAllowed(no) }
  const refusal = whyNot(change.it, asker, at.repository.people)
  return { change, asker, ...(refusal && { no: refusal }) }
}

function whyNot(it: Change, asker: Asker, people: People): Refusal | undefined {
  if (!isTakenBackHere(it) || !isTheirs(it, asker, people)) return refusalOf('not-who-asked', { who: it.asked.by })
  if (it.merged) return refusalOf('already-merged')
  return it.closed || it.pull === undefined ? refusalOf('closed') : undefined
}

/** By the account it was asked with: the key may have come to somebody else since. */
function isTheirs({ asked: { by, accounts } }: Change, { id }: Asker, people: People): boolean {
  return accounts === undefined ? by === id : accountsHeldBy(people, id).some(account => accounts.includes(account))
}

function refused(it: Change, { id }: Asker, no: Refusal): Answered {
  const event = happened('change.refused', id, { code: no.code, door: 'slack', says: no.says })
  return { document: refusedVote(no), outcome: { facts: [{ subject: it.id, events: [event] }] } }
}

function withdrawn({ it, seen }: Standing<Change>, { id }: Asker, because: string): Answered {
  const { closed, done } = says.withdrawForm
  const event = happened('change.closed', id, { outcome: 'withdrawn', says: closed, because })
  return {
    document: sentence(done(it.pull?.pull ?? 0)),
    outcome: {
      parts: [{ subject: it.id, seen, events: [event] }],
      jobs: [
        // First red, since the check hangs on the commit.
        setCheck(it.id),
        showPull(it.id),
        ...showsDelivery(it),
        ...underCard(it, 'withdrawn', note(id, because)),
      ],
    },
  }
}

function note(by: string, because: string): Document {
  const { summary, told } = says.withdrawForm
  return {
    summary,
    blocks: [
      { is: 'text', words: told(by) },
      { is: 'quote', text: because, acted: true },
    ],
  }
}
