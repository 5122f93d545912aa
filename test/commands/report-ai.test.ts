import { describe, expect, test } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import type { Submitted } from '../../src/flows/arrivals.ts'
import { wrongIn } from '../../src/flows/forms.ts'
import { handlersFor } from '../../src/flows/handlers.ts'
import { modalOfCommand } from '../../src/flows/run-command.ts'
import type { World } from '../../src/flows/world.ts'
import type { Discovery } from '../../src/policies/discovery.ts'
import { typed } from '../fixtures/command.ts'
import { flightDelay, repository, words, worldOf } from '../fixtures/world.ts'

const GOOD = {
  name: 'Crew chat',
  where: 'A browser tab of the crew desk',
  use: 'It answers questions about rosters.',
  personal: 'yes',
  knows: 'Eli',
}
const form = (values: object, who = 'DANA', channel = 'C0LUNCH'): Submitted => ({
  ...{ team: 'T000000001', user: `U0${who}`, callback: 'report-ai' },
  ...{ context: JSON.stringify({ channel }), values: { ...GOOD, ...values } },
})

/** Sends the form, writes what comes of it, and gives what is told to whom. */
async function sends(world: World, values: object, who?: string, channel?: string) {
  const body = JSON.stringify(form(values, who, channel))
  const outcome = await handlersFor([]).submit?.(world, { delivery: 'd1', flow: 'submit', body, at: world.now() })
  const { parts = [], jobs = [] } = outcome ?? {}
  await world.store.commit({ at: world.now(), parts })
  return jobs.map(job => {
    const { channel: to, document } = JSON.parse(job.body ?? '')
    return `${job.effect} ${to}:\n${words(document)}`
  })
}

test('[E4] report-ai opens a form of five questions, one of them optional, for whoever is known', async () => {
  const { world } = await worldOf()
  const said = { team: 'T000000001', user: 'U0DANA', channel: 'C0LUNCH', text: 'report-ai' }
  const modal = await modalOfCommand(world, Object.values(commands), said)
  expect(modal?.inputs.map(({ id, optional }) => [id, optional === true])).toEqual([
    ...[
      ['name', false],
      ['where', false],
      ['use', false],
      ['personal', false],
      ['knows', true],
    ],
  ])
  expect(await modalOfCommand(world, Object.values(commands), { ...said, user: 'U0ZOE' })).toBeUndefined()
  expect((await typed(world, 'report-ai')).words).toContain('A form asks what you found.')
})

test('[E4] what is wrong is said at its field, all at once', async () => {
  const { world } = await worldOf()
  expect(await wrongIn(world, form({}))).toBeUndefined()
  expect(await wrongIn(world, form({ knows: '' }))).toBeUndefined()
  expect(await wrongIn(world, form({ name: ' x ', where: '', use: '  ', personal: 'perhaps' }))).toMatchInlineSnapshot(`
    {
      "name": "Say what it is called, in two letters at least.",
      "personal": "Choose one; that you do not know is an answer.",
      "use": "Say it in at least three letters.",
      "where": "Say it in at least three letters.",
    }
  `)
})

test('[E4] it is told where discovery asks and where rules are approved, and whoever reported it hears what happens next', async () => {
  const { world } = await worldOf()
  const [ops, rules, told, ...more] = await sends(world, {})
  expect(ops).toMatchInlineSnapshot(`
    "say C0FLIGHTOPS:
    ┃ Not registered: Crew chat
    ┃ ━━━━━━━━━━━━━━━━━━━━━━━━━
    ┃
    ┃ Somebody found a model that is in use and not registered: Crew chat.
    ┃
    ┃ Runs            A browser tab of the crew desk
    ┃ Used for        It answers questions about rosters.
    ┃ Personal data   yes
    ┃ Who knows more  Eli
    ┃ Reported        16 April 2001, 09:00 UTC by Dana Okafor
    ┃
    ┃ @Ana Ruiz is asked who runs it. /kedge register asks for its file. It stays in digests and /kedge cases until a model goes by this name (its id, or knownAs), or ignores of a policy of kind discovery says why it needs no file."
  `)
  expect(rules).toBe(ops?.replace('C0FLIGHTOPS', 'C0APPROVALS').replace('@Ana', 'Ana'))
  expect(told).toMatchInlineSnapshot(`
    "answer C0LUNCH:
    ┃ Thank you: Crew chat is reported. It is told in #C0FLIGHTOPS and #C0APPROVALS. Ana Ruiz is asked who runs it. It is registered, or left out for a reason that is written down; until then it is not forgotten."
  `)
  expect(more).toEqual([])
})

describe('[E4] a model that was reported', () => {
  test('stays open for whoever is asked, in cases and in what waits, until it is registered or left out', async () => {
    let now = repository
    const { world, at } = await worldOf()
    world.policy = async () => now
    await sends(world, {})
    at('2001-04-18T09:00:00.000Z')
    expect((await typed(world, 'cases')).words).toMatchInlineSnapshot(`
      "┃ No case is open of the models shown here.
      ┃
      ┃ Reported, and not registered
      ┃
      ┃ • Crew chat, not registered, reported 2 days ago by Dana Okafor: A browser tab of the crew desk, with personal data"
    `)
    expect((await typed(world, '', { who: 'ana' })).words).toMatchInlineSnapshot(`
      "┃ 1 thing waits for you here.
      ┃
      ┃ To register, or to leave out
      ┃
      ┃ • Crew chat, not registered, reported 2 days ago by Dana Okafor: A browser tab of the crew desk, with personal data
      ┃
      ┃ · /kedge help says what else there is. The Home of the app has all that waits on you, also what is not shown here."
    `)
    expect((await typed(world, '', { who: 'bo' })).words).not.toContain('Crew chat')
    expect((await typed(world, 'digest')).words).toContain(
      'Crew chat, in use and not registered, for 2 days: reported by',
    )
    now = { ...repository, models: { 'flight-delay': { ...flightDelay, knownAs: ['crew chat'] } } }
    expect((await typed(world, 'cases')).words).toBe('┃ No case is open of the models shown here.')
    const [policy] = repository.policies.discovery as readonly Discovery[]
    const ignores = [{ name: 'crew-*', because: 'It was a trial.' }]
    now = { ...repository, policies: { ...repository.policies, discovery: [{ ...policy, ignores }] } }
    expect((await typed(world, 'cases')).words).toBe('┃ No case is open of the models shown here.')
    now = repository
    expect((await typed(world, 'cases')).words).toContain('Crew chat')
  })

  test('is reported once by each person, and told again for the next', async () => {
    const { world, store } = await worldOf()
    await sends(world, {})
    expect((await sends(world, { name: ' crew  CHAT ' })).join()).toContain('You have reported Crew chat already')
    const [ops] = await sends(world, { where: 'Elsewhere too' }, 'MARA')
    expect(ops).toContain('Reported again: Crew chat')
    const [row, ...more] = await store.subjects({ kind: 'sighting', open: true })
    expect(more).toEqual([])
    expect((await store.events(row?.subject ?? '')).map(({ by }) => by)).toEqual(['dana', 'mara'])
  })

  test('and is registered already is no finding where it may be seen, and one like any other where it may not', async () => {
    const { world } = await worldOf()
    const name = 'Flight Delay'
    expect((await sends(world, { name }, 'DANA', 'C0FLIGHTOPS')).join()).toContain('is registered')
    expect(await sends(world, { name })).toHaveLength(3)
    expect((await typed(world, 'cases')).words).toBe('┃ No case is open of the models shown here.')
  })

  test('is told nowhere but where it was asked about, and by nobody who is unknown', async () => {
    const { world } = await worldOf()
    await sends(world, {})
    expect((await typed(world, 'cases', { channel: 'C0LUNCH' })).words).toBe(
      '┃ No model is shown here, so no case is either.',
    )
    expect((await typed(world, 'cases', { channel: 'D0DANA', who: 'dana' })).words).toContain('Crew chat')
    expect((await sends(world, { name: 'Other' }, 'ZOE')).join()).not.toContain('Thank you')
  })

  test('is kept where no policy says who is asked, and then the owner of the process is', async () => {
    const { discovery: _, approvals: __, ...policies } = repository.policies
    const { world } = await worldOf({ repository: { ...repository, policies, models: {} } })
    const [told, ...more] = await sends(world, {})
    expect(told).toMatchInlineSnapshot(`
      "answer C0LUNCH:
      ┃ Thank you: Crew chat is reported. No channel is named for it yet, so whoever owns the rules finds it by /kedge cases. Ana Ruiz is asked who runs it. It is registered, or left out for a reason that is written down; until then it is not forgotten."
    `)
    expect(more).toEqual([])
    expect((await typed(world, 'cases', { channel: 'D0DANA' })).words).toContain('Crew chat')
  })
})
