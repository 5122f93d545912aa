import { boundOf, boundsOf, channelsShown, isShownIn, NOBODY } from '../core/bounds.ts'
import { type CasePlace, placeOf as placeOfCase } from '../core/case-place.ts'
import { type Change, isOpen } from '../core/change-state.ts'
import type { Visibility } from '../core/model.ts'
import { OutsideError } from '../core/outside.ts'
import { answer, type Say, showCase, showChange } from '../flows/jobs.ts'
import { effect, NOTHING, type Outcome } from '../flows/outcome.ts'
import { caseOf, changeOf } from '../flows/standing.ts'
import type { World } from '../flows/world.ts'
import { notPosted } from '../reports/in-place.ts'
import { says } from '../words/says.ts'

/** Says a thing once in a channel, or in the thread of a card. */
export default effect({
  name: 'say',
  summary: says.effectSummaries.say,
  async run(world, job) {
    const { document, asked, ...to } = JSON.parse(job.body) as Say
    const at = await placeOf(world, to, job.subject)
    if (!('channel' in at)) return at
    try {
      if (!(await world.see.message(at, job.key))) await world.do.postMessage({ ...at, key: job.key }, document)
    } catch (error) {
      // What nobody but its asker waits for is no trouble of the channel’s.
      if (asked === undefined || !(error instanceof OutsideError) || error.is !== 'denied') throw error
      return { jobs: [answer(job.key, { ...asked, document: notPosted(document) })] }
    }
    return NOTHING
  },
})

type Place = { readonly channel: string; readonly thread?: string } | Outcome

/** Where all that it is about may be shown: where it was meant to be, or else where that can be. */
async function placeOf(world: World, { channel, thread }: Omit<Say, 'document'>, subject: string): Promise<Place> {
  const { bounds, isOpen, card } = await about(world, subject)
  const meant = thread === undefined ? { channel } : await threadOf(world, thread)
  if (!('channel' in meant) || isShownIn(bounds, meant.channel)) return meant
  if (card && isShownIn(bounds, card.channel)) return below(card)
  const other = shownSomewhere(bounds)
  if (other !== undefined) return { channel: other }
  return isOpen ? waits(world, 300, says.effectSay.nowhere) : NOTHING
}

interface About {
  readonly bounds: readonly Visibility[]
  /** Who may see it may become known, or another. */
  readonly isOpen: boolean
  readonly card?: NonNullable<Change['card']>
}

/** Who may see what is said of a subject. What is said of a case is held to that by the card of the case. */
async function about(world: World, subject: string): Promise<About> {
  const { models } = await world.policy()
  const change = subject.startsWith('change/') ? (await changeOf(world.store, subject))?.it : undefined
  if (change)
    return { bounds: boundsOf(change, models), isOpen: isOpen(change), ...(change.card && { card: change.card }) }
  const id = subject.startsWith('model/') ? subject.slice('model/'.length) : undefined
  if (id === undefined) return { bounds: [], isOpen: false }
  const model = Object.hasOwn(models, id) ? models[id] : undefined
  return { bounds: model ? boundOf(model) : [NOBODY], isOpen: false }
}

async function threadOf(world: World, subject: string): Promise<Place> {
  return subject.startsWith('case/') ? threadOfCase(world, subject) : threadOfChange(world, subject)
}

/** A card that may not stay where it is goes to its model’s channel, and what is said of the case goes with it. */
async function threadOfCase(world: World, subject: string): Promise<Place> {
  const it = (await caseOf(world.store, subject))?.it
  if (!it?.card) return waits(world, 2, says.effectSay.notPosted)
  const { models } = await world.policy()
  const model = Object.hasOwn(models, it.model) ? models[it.model] : undefined
  const { card, home }: CasePlace = model ? placeOfCase(it, model) : { card: it.card }
  if (card) return below(card)
  if (home !== undefined) return { ...waits(world, 2, says.effectSay.cardMoves), jobs: [showCase(subject)] }
  return it.closed ? NOTHING : waits(world, 300, says.effectSay.nowhere)
}

/** What is said of a change is held to what its card is held to: that goes on elsewhere where this channel may not show it. */
async function threadOfChange(world: World, subject: string): Promise<Place> {
  const it = (await changeOf(world.store, subject))?.it
  if (!it?.card) return waits(world, 2, says.effectSay.notPosted)
  const bounds = boundsOf(it, (await world.policy()).models)
  if (isShownIn(bounds, it.card.channel)) return below(it.card)
  if (shownSomewhere(bounds) !== undefined)
    return { ...waits(world, 2, says.effectSay.cardMoves), jobs: [showChange(subject)] }
  return isOpen(it) ? waits(world, 300, says.effectSay.nowhere) : NOTHING
}

/** A channel that may show all of it, if there is one. */
const shownSomewhere = (bounds: readonly Visibility[]) =>
  channelsShown(bounds)
    .flat()
    .find(channel => isShownIn(bounds, channel))
const below = ({ channel, ts }: { channel: string; ts: string }) => ({ channel, thread: ts })

function waits(world: World, seconds: number, why: string): Outcome {
  return { again: { at: new Date(world.now().getTime() + seconds * 1000), why } }
}
