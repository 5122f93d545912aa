import type { VoteIs } from '../core/change.ts'
import { happened } from '../core/event.ts'
import { isGitHubAway } from '../core/outside.ts'
import { ProblemError } from '../core/problem.ts'
import { refusalOf } from '../core/reason.ts'
import { readShown } from '../core/shown.ts'
import { askedHere } from '../reports/in-place.ts'
import { noRules, refusedVote, taken, takenBefore } from '../reports/vote-words.ts'
import type { Document } from '../words/document.ts'
import type { Pressed, Said, Submitted } from './arrivals.ts'
import type { Answered } from './ask.ts'
import { caseMeant } from './case-named.ts'
import type { AnyCommand } from './command.ts'
import { deliveryEnded } from './delivery-ended.ts'
import { fileShared } from './file-shared.ts'
import { nextRound } from './follow-all.ts'
import { wasClosed } from './follow-change.ts'
import { notAllowed, sentOf } from './form.ts'
import { formNamed } from './forms.ts'
import { identify } from './identity.ts'
import { ignored } from './ignored.ts'
import { adoptPull, answer, followChange, say, showCase, showHome, showPull, showPullOver } from './jobs.ts'
import { newVersion } from './new-version.ts'
import { NOTHING, type Outcome } from './outcome.ts'
import { mayOpenForm, runCommand } from './run-command.ts'
import type { Incoming, NewJob } from './store.ts'
import { suiteTold } from './suite-told.ts'
import { vote } from './vote.ts'
import type { Handler } from './work.ts'
import type { Onlooker } from './world.ts'

/** What takes each kind of message from the inbox. */
export function handlersFor(commands: readonly AnyCommand[]): Readonly<Record<string, Handler>> {
  return {
    command: async (world, message) => {
      const said = read<Said>(message)
      const reply = await answered(() => runCommand(world, commands, said)).catch((error: unknown) => {
        // Its form opens within three seconds or never, and the door has said so: nothing is kept of it.
        if (isGitHubAway(error) && mayOpenForm(commands, said.text)) return undefined
        throw error
      })
      if (reply === undefined) return NOTHING
      const { document, outcome, inPlace } = reply
      const told = inPlace ? await tellAll(world, message, said, document) : tell(message, said, document)
      return { ...outcome, jobs: [...(outcome.jobs ?? []), told] }
    },
    press: (world, message) => pressed(world, message, read<Pressed>(message)),
    version: newVersion,
    delivered: deliveryEnded,
    tested: suiteTold,
    ignored,
    file: fileShared,
    home: async (_, message) => {
      const { team, user, drawn } = read<{ team: string; user: string; drawn?: true }>(message)
      return { jobs: [showHome(team, user, drawn)] }
    },
    submit: (world, message) => submitted(world, message, read<Submitted>(message)),
    /** A webhook only says where to look. */
    github: async (world, message) => {
      const { pull, closed, edited, by } = read<Hook>(message)
      if (by !== undefined && by === (await world.see.ownAccount())) return NOTHING
      if (pull === undefined) return { jobs: await nextRound(world) }
      const subject = await world.store.find(`pull:${pull}`)
      // One that is closed, and so follows nothing any more, may have been opened again.
      const jobs = subject === undefined ? [adoptPull(pull)] : [followChange(subject), adoptPull(pull)]
      // What somebody wrote into the title or body of a request of ours is no word of ours. First: nothing else knows who it was.
      if (edited && subject !== undefined)
        jobs.unshift(by === undefined ? showPull(subject) : showPullOver(subject, by))
      const told = closed && subject !== undefined ? await wasClosed(world, subject) : NOTHING
      return { ...told, jobs: [...(told.jobs ?? []), ...jobs.map(job => ({ ...job, later: true }))] }
    },
  }
}

/** What is kept of a webhook of GitHub: where to look, and what cannot be seen any more by then. */
interface Hook {
  readonly pull?: number
  readonly closed?: true
  readonly edited?: true
  readonly by?: number
}

/** Bad rules are told to who asks; everything else that goes wrong is tried again. */
async function answered(run: () => Promise<Answered>): Promise<Answered> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { document: noRules(error.problems.filter(p => p.level === 'error').length), outcome: NOTHING }
  }
}

/** What is said by a press alone; whoever denies says why in a form. */
const VOTES: ReadonlyMap<string, VoteIs> = new Map([
  ['approve', 'approve'],
  ['take-back', 'withdrawn'],
])

async function pressed(world: Onlooker, message: Incoming, press: Pressed): Promise<Outcome> {
  const is = VOTES.get(press.action)
  if (is !== undefined) {
    const { value, responseUrl, message: card } = press
    return vote(world, {
      ...readShown(value),
      place: press,
      card,
      ...(responseUrl !== undefined && { responseUrl }),
      is,
      at: message.at,
      delivery: message.delivery,
    })
  }
  if (press.action === 'take') return take(world, message, press)
  const document = await formNamed(press.action)?.refuses?.(world, press)
  return document === undefined ? NOTHING : { jobs: [tell(message, press, document)] }
}

/** Taking a case is an event, not a change: it needs a known person and nothing else. */
async function take(world: Onlooker, message: Incoming, press: Pressed): Promise<Outcome> {
  const { case: standing, asker, no } = await caseMeant(world, press, press.value)
  if (!standing || asker === undefined) return { jobs: [tell(message, press, notAllowed(no).document)] }
  if (standing.it.closed) return { jobs: [tell(message, press, refusedVote(refusalOf('closed')))] }
  const { taken: isTaken, owner } = standing.it
  // The card that offers it may be an old one: whoever has it has to know who has it from now on.
  if (isTaken && owner !== asker.id) {
    const at = standing.events.findLast(({ type }) => type === 'case.taken')?.at ?? standing.it.detected
    return { jobs: [tell(message, press, takenBefore(asker.models[0], owner, at))] }
  }
  if (isTaken) return { jobs: [tell(message, press, taken(asker.models[0]))] }
  const part = { subject: standing.it.id, seen: standing.seen, events: [happened('case.taken', asker.id, {})] }
  return { parts: [part], jobs: [showCase(standing.it.id), tell(message, press, taken(asker.models[0]))] }
}

async function submitted(world: Onlooker, message: Incoming, form: Submitted): Promise<Outcome> {
  const sent = sentOf(form)
  const { place, values, context } = sent
  if (form.callback === 'deny') {
    const because = (values.reason ?? '').trim()
    return vote(world, {
      ...readShown(context.seal ?? ''),
      place,
      is: 'deny',
      because,
      at: message.at,
      delivery: message.delivery,
    })
  }
  const asks = formNamed(form.callback)?.asks
  if (asks === undefined) return NOTHING
  const { document, outcome } = await answered(() => asks(world, sent))
  return { ...outcome, jobs: [...(outcome.jobs ?? []), tell(message, place, document)] }
}

function tell({ delivery }: Incoming, to: { channel: string; user: string; responseUrl?: string }, document: Document) {
  const { channel, user, responseUrl } = to
  return answer(delivery, { channel, user, ...(responseUrl !== undefined && { responseUrl }), document })
}

/** In a conversation of one’s own nobody else reads it, so there it stays an answer. */
async function tellAll(world: Onlooker, message: Incoming, said: Said, document: Document): Promise<NewJob> {
  const who = await identify(world, said)
  if (who.is === 'nobody' || said.channel.startsWith('D')) return tell(message, said, document)
  const { channel, user, responseUrl } = said
  const asked = { channel, user, ...(responseUrl !== undefined && { responseUrl }) }
  return say(`here:${message.delivery}`, '', { channel, asked, document: askedHere(document, who.id, said.text) })
}

const read = <T>(message: Incoming) => JSON.parse(message.body) as T
