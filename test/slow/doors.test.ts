import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { WEBHOOK_SECRET } from '../../src/stand-ins/airline.ts'
import type { SlackMessage } from '../../src/stand-ins/slack-workspace.ts'
import { askForTheRollback, toTheBreach, wholeStory } from '../../src/stand-ins/story.ts'
import type { Ending } from '../fixtures/ending.ts'
import { expectSameEnding } from '../fixtures/same-ending.ts'
import { type Here, type HereOptions, stageHere } from '../fixtures/stage-here.ts'
import { expectWholeEnding } from '../fixtures/whole-ending.ts'

const LONG = 60_000

async function told(options: HereOptions, prepare: (here: Here) => void = () => undefined): Promise<Ending> {
  const here = await stageHere(options)
  try {
    prepare(here)
    await wholeStory(here.stage)
    return await here.ending()
  } finally {
    await here.close()
  }
}

test(
  '[A10] over signed HTTP and over Socket Mode, the story is the same; every webhook twice changes nothing',
  async () => {
    const overHttp = await told({})
    expectWholeEnding(overHttp)
    const overSocket = await told({ door: 'socket' }, ({ air }) => air.github.onWebhook(() => 2))
    expectSameEnding(overSocket, overHttp, 0)
  },
  LONG,
)

describe('[A10] a card that waits for approval', () => {
  for (const door of ['http', 'socket'] as const) {
    test(
      `over ${door}: a request sent again, and a double click, do one thing`,
      () =>
        waiting(door, async ({ here, card, events, votes }) => {
          const bo = here.air.slack.person('U0BO')
          const press = bo.payload.press(card(), 'kedge:approve')
          // Slack sends once more what it heard no answer to, at the same moment or later.
          expect((await here.air.slack.raw('interactive', press, { twice: true })).status).toBe(200)
          await here.stage.settle()
          expect(await votes()).toEqual(['bo'])
          const after = await events()
          await here.air.slack.raw('interactive', press)
          await here.air.slack.raw('interactive', press, { retry: { num: 2, reason: 'http_timeout' } })
          await here.stage.settle()
          expect(await events()).toEqual(after)

          // Two presses of one person are two deliveries, and one vote.
          const chen = here.air.slack.person('U0CHEN')
          await Promise.all([chen.press(card(), 'kedge:approve'), chen.press(card(), 'kedge:approve')])
          await here.stage.settle()
          expect(await votes()).toEqual(['bo', 'chen'])
        }),
      LONG,
    )
  }

  test(
    'over HTTP: what is not signed, wrongly signed, too old or of the future changes nothing',
    () =>
      waiting('http', async ({ here, card, events, votes }) => {
        const before = await events()
        const forged = [
          { signature: 'none' },
          { signature: 'wrong' },
          { ageSeconds: 6 * 60 },
          { ageSeconds: -6 * 60 },
        ] as const
        for (const how of forged) {
          const press = here.air.slack.person('U0BO').payload.press(card(), 'kedge:approve')
          expect([how, (await here.air.slack.raw('interactive', press, how)).status]).toEqual([how, 401])
          const command = here.air.slack
            .person('U0ANA')
            .payload.command('flight-ops', '/kedge rollback flight-delay to 1.0.0 because I say so')
          expect([how, (await here.air.slack.raw('slash_commands', command, how)).status]).toEqual([how, 401])
        }
        await here.stage.settle()
        expect(await events()).toEqual(before)
        // The same press, honest and in time, counts.
        await here.air.slack.person('U0BO').press(card(), 'kedge:approve')
        await here.stage.settle()
        expect(await votes()).toEqual(['bo'])
      }),
    LONG,
  )

  test(
    'over HTTP: a webhook that is unsigned, wrongly signed or sent again changes nothing',
    () =>
      waiting('http', async ({ here, events }) => {
        const before = await events()
        const deliver = async (body: string, guid: string, signature: string | undefined) => {
          const kind = {
            'content-type': 'application/json',
            'x-github-event': 'pull_request',
            'x-github-delivery': guid,
          }
          const signed = signature === undefined ? {} : { 'x-hub-signature-256': signature }
          return (await fetch(`${here.url}/github`, { method: 'POST', body, headers: { ...kind, ...signed } })).status
        }
        const [opened] = here.air.github.deliveries.filter(delivery => delivery.event === 'pull_request')
        const body = opened?.body ?? ''
        const sign = (secret: string) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
        for (const signature of [undefined, '', 'sha256=', sign('another secret')])
          expect([signature, await deliver(body, 'forged', signature)]).toEqual([signature, 401])
        const again = await Promise.all([1, 2].map(() => deliver(body, opened?.guid ?? '', sign(WEBHOOK_SECRET))))
        expect(again).toEqual([202, 202])
        await here.stage.settle()
        expect(await events()).toEqual(before)
      }),
    LONG,
  )
})

interface Waiting {
  readonly here: Here
  card(): SlackMessage
  /** Every event of every subject but digests, as text. */
  events(): Promise<readonly string[]>
  /** Who voted, once for each vote. */
  votes(): Promise<readonly string[]>
}

/** Plays until the approval card waits, lets `act` do what it wants, and closes everything. */
async function waiting(door: 'http' | 'socket', act: (it: Waiting) => Promise<void>): Promise<void> {
  const here = await stageHere({ door })
  const all = async () => (await here.bot.world.store.eventsAfter(0, 1000)).map(row => row.event)
  const card = () => {
    const found = here.air.slack.messages('approvals').find(m => m.blocks.some(b => b.type === 'header'))
    if (!found) throw new Error('there is no approval card')
    return found
  }
  try {
    await toTheBreach(here.stage)
    await askForTheRollback(here.stage)
    await here.stage.settle()
    await act({
      here,
      card,
      // A digest comes by the clock, whatever comes in by a door.
      events: async () =>
        (await all()).filter(({ subject }) => !subject.startsWith('digest/')).map(event => JSON.stringify(event)),
      votes: async () => (await all()).filter(event => event.type === 'change.voted').map(event => event.by),
    })
  } finally {
    await here.close()
  }
}
