/** A fault that stays ends in a case that says why; when it goes, the work is done and the case is over by itself. */
import { expect, test } from 'vitest'
import type { Trouble } from '../../src/core/trouble.ts'
import { openTroubles } from '../../src/flows/standing.ts'
import type { Fault } from '../../src/stand-ins/fault-proxy.ts'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import type { Here } from '../fixtures/stage-here.ts'
import { played, type Service } from './outage.ts'

const answer = (status: number, headers = {}): Fault => ({ status, headers, body: { message: `said ${status}` } })
const FAULTS: readonly (readonly [name: string, fault: Fault, fix: RegExp])[] = [
  ['401', answer(401), /the App’s id and private key/],
  ['403', answer(403), /permission "Checks: write"/],
  ['404', answer(404), /permission "Checks: write"/],
  ['409', answer(409), /look again/],
  ['422', answer(422), /look again/],
  ['429', answer(429, { 'retry-after': '60' }), /ask for less/],
  ['500', answer(500), /githubstatus/],
  ['hang', 'hang', /githubstatus/],
  ['cut', 'cut', /githubstatus/],
]

const troubled = async ({ bot }: Here) => (await openTroubles(bot.world.store)).map(({ it }) => it)
const cards = ({ air }: Here, words: string) =>
  air.slack.messages('approvals').filter(m => messageText(m.blocks).includes(words.toUpperCase()))

/** Looks until it is there; the loops of the bot run all the while. */
async function seen<T>(what: string, look: () => Promise<T | undefined | false> | T | undefined | false): Promise<T> {
  for (const end = Date.now() + 100_000; Date.now() < end; ) {
    const it = await look()
    if (it !== undefined && it !== false) return it
    await new Promise(done => setTimeout(done, 50))
  }
  throw new Error(`${what} never came`)
}

const ASKS = '/kedge rollback flight-delay to 1.0.0 because the notices are wrong too often since April'

/** A rollback is asked for while `fault` befalls every call of a route; a quarter of an hour later, `act` looks around. */
async function stays(
  service: Service,
  route: string,
  fault: Fault,
  act: (here: Here, trouble: Trouble) => Promise<void>,
): Promise<void> {
  let lifted = false
  const story = async (here: Here) => {
    here.stage.clock.set('2001-04-23T06:00:00Z')
    await here.stage.watch()
    await here.air.slack.person('U0ANA').command('flight-ops', ASKS)
    await seen('a failure', async () => (await here.bot.world.store.stuck()).length > 0)
    here.stage.clock.set('2001-04-23T06:17:00Z')
    const trouble = await seen('the case', async () => (await troubled(here))[0])
    await act(here, trouble)
    expect(await troubled(here)).toHaveLength(1)
    lifted = true
    here.stage.clock.set('2001-04-23T06:30:00Z')
    await seen('the end of the case', async () => (await troubled(here)).length === 0)
    await seen('that it is over', () => cards(here, 'Kedge goes on').length === 1)
    expect(await here.bot.world.store.stuck()).toEqual([])
  }
  await played({ timeoutMs: 600, story }, (of, called) => {
    return !lifted && of === service && called === route ? fault : undefined
  })
}

test.each(FAULTS)(
  '[C10] GitHub answers every check with %s: one case says why, and is over when it goes (attack 70)',
  async (_, fault, fix) => {
    await stays('github', 'POST /repos/acme/models/check-runs', fault, async (here, trouble) => {
      expect(trouble.works).toEqual(['set-check'])
      expect(trouble.says).toContain('checks.create on acme/models')
      expect(trouble.fix).toMatch(fix)
      const card = await seen('its card', () => cards(here, 'Kedge is stuck')[0])
      expect(messageText(card.blocks)).toContain('set-check')
    })
  },
)

test('[C10] Slack takes no message: the case is kept until it can be told (attack 70)', async () => {
  await stays('slack', 'POST /api/chat.postMessage', answer(500), async (here, trouble) => {
    expect(trouble.fix).toContain('slack-status')
    expect(here.log.join('\n')).toContain('what Kedge cannot do by itself')
    expect(cards(here, 'Kedge is stuck')).toEqual([])
  })
})
