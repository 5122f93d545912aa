import { createHmac, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { WEBHOOK_SECRET } from '../../src/stand-ins/airline.ts'
import { until } from '../../src/stand-ins/stage.ts'
import { askForTheRollback } from '../../src/stand-ins/story.ts'
import { type Here, type HereOptions, stageHere } from '../fixtures/stage-here.ts'

const LONG = 120_000
const AT_ONCE = 50

/** A card that waits for approval, and a flood beside it. */
async function waiting(options: HereOptions, act: (here: Here) => Promise<void>): Promise<void> {
  const here = await stageHere(options)
  try {
    here.stage.clock.set('2001-04-23T06:00:00Z')
    await here.stage.watch()
    await askForTheRollback(here.stage)
    await here.stage.settle()
    await act(here)
  } finally {
    await here.close()
  }
}

const press = (here: Here, who: string) => {
  const card = here.air.slack.messages('approvals').find(m => m.blocks.some(b => b.type === 'header'))
  if (!card) throw new Error('there is no approval card')
  return here.air.slack.raw('interactive', here.air.slack.person(who).payload.press(card, 'kedge:approve'))
}

const events = async (here: Here, type: string) => {
  const all = await here.bot.world.store.eventsAfter(0, 10_000)
  return all.filter(row => row.event.type === type).map(row => row.event.by)
}

/** How often each status was answered, `n` deliveries sent some at a time. */
async function flood(here: Here, n: number, pullOf: (i: number) => number): Promise<Record<number, number>> {
  const [opened] = here.air.github.deliveries.filter(delivery => delivery.event === 'pull_request')
  const payload = JSON.parse(opened?.body ?? '{}')
  const statuses: Record<number, number> = {}
  for (let from = 0; from < n; from += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, n - from) }, (_, i) => hook(here, payload, pullOf(from + i)))
    for (const status of await Promise.all(some)) statuses[status] = (statuses[status] ?? 0) + 1
  }
  return statuses
}

async function hook(here: Here, payload: { pull_request: object }, number: number): Promise<number> {
  const body = JSON.stringify({ ...payload, number, pull_request: { ...payload.pull_request, number } })
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'pull_request',
    'x-github-delivery': randomUUID(),
    'x-hub-signature-256': `sha256=${createHmac('sha256', WEBHOOK_SECRET).update(body).digest('hex')}`,
  }
  return (await fetch(`${here.url}/github`, { method: 'POST', body, headers })).status
}

test(
  '[C11] 5,000 webhooks about one pull request are taken and looked up a few times; a click among them counts at once',
  () =>
    waiting({}, async here => {
      const all = flood(here, 5000, () => 1)
      await new Promise(done => setTimeout(done, 1000))
      const clicked = performance.now()
      expect((await press(here, 'U0BO')).status).toBe(200)
      while ((await events(here, 'change.voted')).length === 0) await new Promise(done => setTimeout(done, 20))
      expect(performance.now() - clicked).toBeLessThan(10_000)
      expect(await all).toEqual({ 202: 5000 })
      await here.stage.settle()
      expect(await events(here, 'change.voted')).toEqual(['bo'])
      expect(await here.bot.world.store.nextDue()).toBeUndefined()
    }),
  LONG,
)

test(
  '[C11] what may not wait is refused with 503, and people are taken all the same',
  () =>
    waiting({ parts: { inboxMost: 20 } }, async here => {
      const all = flood(here, 1000, i => 1000 + i)
      expect((await press(here, 'U0BO')).status).toBe(200)
      const statuses = await all
      expect(Object.keys(statuses).filter(status => status !== '202')).toEqual(['503'])
      await here.stage.settle()
      expect(await events(here, 'change.voted')).toEqual(['bo'])
      expect(await flood(here, 1, () => 1)).toEqual({ 202: 1 })
    }),
  LONG,
)

test(
  '[C11] 500 clicks on one card at once are one vote for each person and one merge (attack 36)',
  () =>
    waiting({}, async here => {
      const people = ['U0BO', 'U0CHEN', 'U0ANA', 'U0DANA', 'U0FAY']
      for (let from = 0; from < 500; from += AT_ONCE) {
        const some = Array.from({ length: AT_ONCE }, (_, i) => press(here, people[(from + i) % people.length] ?? ''))
        const statuses = (await Promise.all(some)).map(answer => answer.status)
        expect(new Set(statuses)).toEqual(new Set([200]))
      }
      await until(here.stage, 'the merge and its delivery', async () => {
        await here.air.github.settled()
        return (await events(here, 'change.dispatched')).length > 0
      })
      await here.stage.settle()
      const votes = await events(here, 'change.voted')
      expect([...votes].sort()).toEqual([...new Set(votes)].sort())
      // Chen and Fay have the same role, and whoever of them comes first has filled it.
      expect(votes.filter(by => by === 'chen' || by === 'fay').length).toBeGreaterThan(0)
      expect(votes).toContain('bo')
      expect(votes).not.toContain('ana')
      expect(await events(here, 'change.merged')).toHaveLength(1)
      expect(await events(here, 'change.dispatched')).toHaveLength(1)
    }),
  LONG,
)
