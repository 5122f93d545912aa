import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Judged } from '../../src/approvals/judged.ts'
import { type Case, caseFrom } from '../../src/core/case.ts'
import { dropFrom } from '../../src/core/drop.ts'
import type { NewEvent } from '../../src/core/event.ts'
import type { Bodies } from '../../src/core/event-bodies.ts'
import type { Late } from '../../src/core/promise.ts'
import { judged } from '../../src/flows/bench.ts'
import { type CaseCard, caseCard } from '../../src/reports/case-card.ts'
import { changeCard } from '../../src/reports/change-card.ts'
import { dropCard } from '../../src/reports/drop-card.ts'
import { explainButtons, lateBlocks } from '../../src/reports/promise-note.ts'
import type { Document } from '../../src/words/document.ts'
import { APPROVED, asked, foldOf, mergedBy, SEAL, sealed, voted, WAITING } from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'
import { flightDelay, words, worldOf } from '../fixtures/world.ts'
import { CASE, caseEvents, written } from '../fixtures/written.ts'

const caseOf = (...more: readonly NewEvent[]) => caseFrom(written(CASE, [...caseEvents, ...more])) as Case
const OFFERS = ['rollback', 'retrain', 'snooze', 'take', 'reopen']

function ofCase(it: Case, more: Partial<CaseCard> = {}): Document {
  const wayBack = { version: '1.0.0', comparison: undefined }
  return caseCard({ it, model: flightDelay, business: [], wayBack, change: undefined, offers: OFFERS, ...more })
}
const askedIn = (more: object) =>
  ofCase(caseOf(), { change: { it: foldOf([asked(more)]), url: 'https://github.test/pull/7' } })

async function ofChange(events: readonly NewEvent[]): Promise<Document> {
  const { world } = await worldOf({ at: '2001-04-16T10:00:00.000Z' })
  const it: Judged = await judged(world, foldOf(events))
  return changeCard(it)
}

/** One whose card cannot show it, and so has no Approve. */
function ofLarge(...events: readonly NewEvent[]): Promise<Document> {
  const body = sealed.body as Bodies['change.sealed']
  const large = happened('change.sealed', 'kedge', { ...body, diff: `+${'x'.repeat(3000)}` })
  return ofChange([...WAITING.map(event => (event === sealed ? large : event)), ...events])
}
const denied = voted('bo', 'deny', 'It was never tested.')
const back = happened('change.voted', 'bo', { person: 'bo', door: 'slack', is: 'withdrawn', seal: SEAL })

const offered = happened('drop.offered', 'bo', { file: 'F1', name: 'week.csv', channel: 'C0FLIGHTOPS' })
const accepted = happened('drop.accepted', 'bo', { digest: 'd'.repeat(64), models: ['flight-delay'] })
function ofDrop(...events: readonly NewEvent[]): Document {
  const drop = dropFrom(written('drop/F1-C0FLIGHTOPS', [offered, ...events]))
  if (drop === undefined) throw new Error('nothing was dropped')
  return dropCard(drop, [flightDelay])
}

const LATE: Late = { sla: 'answer-breach', what: 'respond', due: '2001-04-16T15:00:00Z' }
const why = { reason: 'being-fixed', says: 'the routes are being mapped', by: 'bo' } as const
const ofLate = (late: Late): Document => ({
  summary: '',
  blocks: [...lateBlocks([late]), { is: 'buttons', buttons: explainButtons(CASE, [late]) }],
})

const closed = happened('case.closed', 'kedge', {
  onset: '2001-04-09T00:00:00Z',
  available: '2001-04-16T05:00:00Z',
  detected: '2001-04-16T06:00:00Z',
  recovered: '2001-05-07T00:00:00Z',
})
const snoozed = happened('case.snoozed', 'bo', {
  until: '2001-04-17T09:00:00Z',
  reason: 'being-fixed',
  says: 'the routes are being mapped',
})

/** On answers that one person sees: they are never edited, and lead to a form. */
const ON_ANSWERS = ['waive']

interface Used {
  readonly action: string
  readonly button: string
  readonly before: () => Document | Promise<Document>
  readonly after: () => Document | Promise<Document>
  readonly says: string | RegExp
}

const USED: readonly Used[] = [
  {
    ...{ action: 'rollback', button: 'Roll back to 1.0.0' },
    ...{ before: () => ofCase(caseOf()), after: () => askedIn({}), says: 'Rollback to 1.0.0 asked for by Ana Ruiz' },
  },
  {
    ...{ action: 'retrain', button: 'Retrain', before: () => ofCase(caseOf()) },
    ...{
      after: () => askedIn({ kind: 'retrain', from: undefined, to: undefined }),
      says: 'Retrain asked for by Ana Ruiz',
    },
  },
  {
    ...{ action: 'snooze', button: 'Snooze', before: () => ofCase(caseOf()), after: () => ofCase(caseOf(snoozed)) },
    says: 'Snoozed until 17 April 2001, 09:00 UTC by Bo Lindqvist',
  },
  {
    ...{ action: 'take', button: 'It’s mine', before: () => ofCase(caseOf()) },
    ...{ after: () => ofCase(caseOf(happened('case.taken', 'bo', {}))), says: 'Bo Lindqvist, who took it' },
  },
  {
    ...{ action: 'reopen', button: 'Open it again', before: () => ofCase(caseOf(closed)) },
    after: () =>
      ofCase(caseOf(closed, happened('case.reopened', 'bo', { because: 'The readings were of another route.' }))),
    says: /opened again 16 April 2001, 09:03 UTC by Bo Lindqvist/,
  },
  {
    ...{ action: 'explain-delay', button: 'Say why it takes longer' },
    ...{ before: () => ofLate(LATE), after: () => ofLate({ ...LATE, why }) },
    says: 'somebody is working on it (the routes are being mapped), says Bo Lindqvist',
  },
  {
    ...{ action: 'approve', button: 'Approve', before: () => ofChange(WAITING), after: () => ofChange(APPROVED) },
    says: /✓ operations: Bo Lindqvist\n.*✓ model-validation: Chen Wei/,
  },
  {
    ...{ action: 'deny', button: 'Deny', before: () => ofChange(WAITING) },
    after: () =>
      ofChange([
        ...WAITING,
        voted('chen', 'deny', 'It was never tested.'),
        happened('change.closed', 'github', { outcome: 'abandoned', says: 'denied' }),
      ]),
    says: 'Abandoned: denied',
  },
  {
    // Nobody approves or denies any more by it, so the card waits for everybody again.
    ...{
      action: 'take-back',
      button: 'Take my denial back',
      before: () => ofLarge(denied),
      after: () => ofLarge(denied, back),
    },
    says: /Waits for approval, 0 of 2(?:.|\n)*operations: @Bo Lindqvist/,
  },
  {
    ...{ action: 'withdraw', button: 'Withdraw', before: () => ofChange(WAITING) },
    after: () =>
      ofChange([
        ...WAITING,
        happened('change.closed', 'ana', {
          outcome: 'withdrawn',
          says: 'whoever asked took it back',
          because: 'Not now.',
        }),
      ]),
    says: 'Withdrawn: whoever asked took it back',
  },
  {
    ...{ action: 'drop', button: 'See what would be stored', before: () => ofDrop(), after: () => ofDrop(accepted) },
    says: 'is being stored: Bo Lindqvist said yes.',
  },
]

describe('[E2] a button that was used is gone, and the card says who used it', () => {
  test.each(USED.map(it => [it.action, it] as const))('%s', async (_, { button, before, after, says }) => {
    expect(words(await before())).toContain(`[ ${button} ]`)
    expect(words(await after())).not.toContain(`[ ${button} ]`)
    expect(words(await after())).toMatch(says)
  })

  test('none is left out', () => {
    const folder = join(import.meta.dirname, '../../src/reports')
    const actions = readdirSync(folder).flatMap(name =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(/\baction: '([\w-]+)'/g)].map(found => found[1] ?? ''),
    )
    expect([...new Set(actions)].sort()).toEqual([...USED.map(({ action }) => action), ...ON_ANSWERS].sort())
  })

  test('whoever may still say no to what is denied, or approved and not merged, can; afterwards nobody', async () => {
    const deniedNow = words(await ofChange([...WAITING, voted('chen', 'deny', 'It was never tested.')]))
    expect(deniedNow).toMatch(/Denied by Chen Wei:(?:.|\n)*\[ Approve \] \[ Deny \] \[ Withdraw \]/)
    expect(words(await ofChange(APPROVED))).toMatch(/\[ Deny \] \[ Withdraw \]$/)
    expect(words(await ofChange([...APPROVED, mergedBy]))).not.toContain('[ ')
  })
})
