import { type Change, waitsSince } from '../core/change-state.ts'
import { type Block, channel, code, type Document, strong, type Words } from '../core/document.ts'
import type { HomeFacts } from '../core/home.ts'
import { localWords } from '../core/local-time.ts'
import type { Refusal } from '../core/reason.ts'
import { kindTo } from '../core/request-words.ts'
import { count, spanWords } from '../core/words.ts'
import { askerWords } from './asker-words.ts'
import { headline } from './case-headline.ts'
import { headedList } from './headed-list.ts'
import { holdWords } from './hold-words.ts'
import { sentence } from './sentence.ts'
import { sightingItem } from './sighting-words.ts'

/** The Home of the app: what waits on you, your cases, your models, and when your channels hear of them. */
export function homeDocument(facts: HomeFacts): Document {
  const { models, digests } = facts
  const summary = waitsWords(facts)
  return {
    summary,
    blocks: [
      { is: 'title', text: summary },
      ...waitingBlocks(facts),
      ...part('Your models', models.map(modelWords), '/kedge models'),
      ...part('Next digests', digests.map(digestWords), '/kedge digest'),
      { is: 'rule' },
      {
        is: 'note',
        words: [code('/kedge help'), ' in any channel says what else there is. This page is drawn when it is opened.'],
      },
    ],
  }
}

/** The answer to `/kedge` alone: what waits on whoever typed it, as far as it may be told there. */
export function waitingDocument(facts: HomeFacts): Document {
  const summary = `${waitsWords(facts)} here`
  const note = [
    code('/kedge help'),
    ' says what else there is. The Home of the app has all that waits on you, also what is not shown here.',
  ]
  return {
    summary,
    blocks: [{ is: 'text', words: [strong(`${summary}.`)] }, ...waitingBlocks(facts), { is: 'note', words: note }],
  }
}

function waitsWords({ approvals, reviews, cases, sightings }: HomeFacts): string {
  const waits = approvals.length + reviews.length + sightings.length + cases.filter(({ untouched }) => untouched).length
  return waits === 0 ? 'Nothing waits for you' : `${count(waits, 'thing')} ${waits === 1 ? 'waits' : 'wait'} for you`
}

function waitingBlocks({ approvals, reviews, cases, sightings, now }: HomeFacts): readonly Block[] {
  return [
    ...part(
      'Your approval',
      approvals.map(it => approvalWords(it, now)),
      '/kedge approvals',
    ),
    ...part(
      'To look at, now that it is in force',
      reviews.map(it => reviewWords(it, now)),
      '/kedge approvals',
    ),
    ...part(
      'Your cases',
      cases.map(
        ({ it, model }): Words => [
          strong(model.name),
          `: ${headline(model, it.monitors)}, open for ${spanWords(it.detected, now)}`,
        ],
      ),
      '/kedge cases',
    ),
    ...part(
      'To register, or to leave out',
      sightings.map(it => sightingItem(it, new Date(now))),
      '/kedge cases',
    ),
  ]
}

/** Whoever may see nothing is told why, and what would change that. */
export function homeOfStranger({ code: why, says, fix }: Refusal, user: string): Document {
  return sentence(why === 'not-in-people' ? `${says} Your id in Slack is ${user}.` : says, fix)
}

/** More than this is no overview any more. */
const MOST = 15

const part = (title: string, items: readonly Words[], where: string): Block[] =>
  headedList(title, items, { most: MOST, where })

function approvalWords(it: Change, now: string): Words {
  const where: Words = it.card ? [' in ', channel(it.card.channel)] : []
  return [
    strong(it.request.title),
    ` (${kindTo(it.request)}), asked for by `,
    ...askerWords(it),
    `, waits for ${spanWords(waitsSince(it), now)}`,
    ...where,
  ]
}

function reviewWords({ request, review, pull, merged }: Change, now: string): Words {
  const since = merged ? `, in force for ${spanWords(merged.at, now)}` : ''
  return [
    strong(request.title),
    `${since}: ${review?.because ?? ''}; `,
    code(`/kedge review ${pull?.pull ?? ''} found …`),
  ]
}

function modelWords({ model, runs, open }: HomeFacts['models'][number]): Words {
  const state = open ? headline(model, open.monitors) : 'no case is open'
  const version: Words =
    runs === undefined
      ? ['; what runs was not seen yet']
      : ['; ', code(runs), runs === model.serving.version ? ' runs' : ` runs, wanted is ${model.serving.version}`]
  const held = holdWords(model)
  return [strong(model.name), `: ${state}`, ...version, held === undefined ? '' : `; ${held}`]
}

function digestWords({ channel: id, at, timeZone }: HomeFacts['digests'][number]): Words {
  return [channel(id), `: ${localWords(new Date(at), timeZone)}`]
}
