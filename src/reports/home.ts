import { type Change, waitsSince } from '../core/change-state.ts'
import { type HomeFacts, type StuckChange, waitsForOwner } from '../core/home.ts'
import type { Refusal } from '../core/reason.ts'
import { isSnoozed } from '../core/snooze.ts'
import type { Block, Document, Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'
import { askerWords } from './asker-words.ts'
import { headline } from './case-headline.ts'
import { headedList } from './headed-list.ts'
import { holdWords } from './hold-words.ts'
import { sentence } from './sentence.ts'
import { sightingItem } from './sighting-words.ts'

/** The Home of the app: what waits on you, your cases, your models, and when your channels hear of them. */
export function homeDocument(facts: HomeFacts): Document {
  const { models, digests } = facts
  const summary = says.home.waits(waitingIn(facts))
  return {
    summary,
    blocks: [
      { is: 'title', text: summary },
      ...waitingBlocks(facts),
      ...part(says.home.models, models.map(modelWords)),
      ...part(says.home.digests, digests.map(digestWords)),
      { is: 'rule' },
      { is: 'note', words: says.home.note },
    ],
  }
}

/** The answer to `/kedge` alone: what waits on whoever typed it, as far as it may be told there. */
export function waitingDocument(facts: HomeFacts): Document {
  const { waitsHere, said, noteHere } = says.home
  const summary = waitsHere(waitingIn(facts))
  return {
    summary,
    blocks: [{ is: 'text', words: [said(summary)] }, ...waitingBlocks(facts), { is: 'note', words: noteHere }],
  }
}

function waitingIn({ approvals, reviews, cases, sightings, now, ...facts }: HomeFacts): number {
  const own =
    facts.merges.length + facts.unmerged.length + facts.stuck.length + facts.deliveries.length + facts.drops.length
  const waiting = cases.filter(one => waitsForOwner(one, new Date(now)))
  return own + approvals.length + reviews.length + sightings.length + waiting.length
}

function waitingBlocks({
  approvals,
  reviews,
  cases,
  sightings,
  now,
  links,
  late,
  ...facts
}: HomeFacts): readonly Block[] {
  const { home } = says
  const approvalItems = approvals.map(it => approvalWords(it, { url: links[it.id], now, isLate: late.includes(it.id) }))
  const reviewItems = reviews.map(it => reviewWords(it, links[it.id], now))
  const caseItems = cases.map(({ it, model }) =>
    home.case({
      model: model.name,
      url: links[it.id],
      headline: headline(model, it.monitors),
      detected: it.detected,
      now,
      isLate: late.includes(it.id),
      snoozed: isSnoozed(it, new Date(now)) ? it.snoozed?.until : undefined,
    }),
  )
  const sightingItems = sightings.map(it => sightingItem(it, new Date(now)))
  return [
    ...part(home.approvals, approvalItems),
    ...part(
      home.merges,
      facts.merges.map(({ id, request, pull }) =>
        home.merge({ title: request.title, url: links[id], pull: pull?.pull ?? 0 }),
      ),
    ),
    ...part(
      home.unmerged,
      facts.unmerged.map(({ it: { id, request, pull }, ...it }) =>
        home.unmergedOf(
          { title: request.title, url: links[id], pull: pull?.pull ?? 0 },
          ticked(it.says),
          ticked(it.fix),
        ),
      ),
    ),
    ...part(home.deliveries, facts.deliveries.map(deliveryWords(links, now))),
    ...part(home.stuck, facts.stuck.filter(it => !it.isOthers).map(stuckWords(links))),
    ...part(home.mends, facts.stuck.filter(it => it.isOthers).map(stuckWords(links))),
    ...part(
      home.drops,
      facts.drops.map(({ it, since }) =>
        home.drop({ name: it.name, url: links[it.id], by: it.by, channel: it.channel, since, now }),
      ),
    ),
    ...part(home.reviews, reviewItems),
    ...part(home.cases, caseItems),
    ...part(home.sightings, sightingItems),
  ]
}

/** Why nobody can approve it, by the name of whoever denied it: refusals are kept in the record, and hold ids. */
export function whyStuck({ says: why, deniedBy }: StuckChange): Words {
  return deniedBy === undefined ? ticked(why) : says.verdictWords.denied(deniedBy)
}

/** Whoever may see nothing is told why, and what would change that. */
export function homeOfStranger(no: Refusal, user: string): Document {
  return sentence(no.code === 'not-in-people' ? says.home.stranger(no.says, user) : no.says, no.fix)
}

/** For whoever opens it for the first time while GitHub does not answer. */
export function homeWhileAway(): Document {
  const { away, awayNote } = says.home
  return {
    summary: away,
    blocks: [
      { is: 'text', words: [away] },
      { is: 'note', words: awayNote },
    ],
  }
}

/** More than this is no overview any more. */
const MOST = 15

const part = ({ title, where }: { title: string; where: string }, items: readonly Words[]): Block[] =>
  headedList(title, items, { most: MOST, where })

function approvalWords(
  it: Change,
  told: { readonly url: string | undefined; readonly now: string; readonly isLate: boolean },
): Words {
  const { request, card } = it
  return says.home.approval({
    request,
    ...told,
    by: askerWords(it),
    since: waitsSince(it),
    channel: card?.channel,
  })
}

const stuckWords =
  (links: HomeFacts['links']) =>
  (it: StuckChange): Words =>
    says.home.stuckOf({ title: it.it.request.title, url: links[it.it.id] }, whyStuck(it), ticked(it.fix))

const deliveryWords =
  (links: HomeFacts['links'], now: string) =>
  ({ it: { id, request }, task, since }: HomeFacts['deliveries'][number]): Words =>
    says.home.delivery({
      title: request.title,
      url: links[id],
      model: task.model,
      trains: task.kind === 'retrain',
      since,
      now,
    })

function reviewWords(
  { request: { title }, review, pull, merged }: Change,
  url: string | undefined,
  now: string,
): Words {
  const it = { title, url, because: review?.because ?? '', pull: `${pull?.pull ?? ''}` }
  return merged ? says.home.reviewInForce({ ...it, merged: merged.at, now }) : says.home.review(it)
}

function modelWords({ model, runs, open, warned }: HomeFacts['models'][number]): Words {
  const cased = open ? headline(model, open.monitors) : says.home.noCase
  const state = warned.length > 0 ? says.home.warned(cased, warned) : cased
  return says.home.model({ name: model.name, state, runs: runsWords(model, runs), held: holdWords(model) })
}

function runsWords({ serving: { version } }: HomeFacts['models'][number]['model'], runs: string | undefined): Words {
  if (runs === undefined) return says.home.notSeen
  return runs === version ? says.home.runs(runs) : says.home.runsUnwanted(runs, version)
}

function digestWords({ audience, channel, at, timeZone }: HomeFacts['digests'][number]): Words {
  return says.home.digest(audience, { channel, at: new Date(at), timeZone })
}
