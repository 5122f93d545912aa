import { describe, expect, test } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import { modalFor } from '../../src/flows/forms.ts'
import { handlersFor } from '../../src/flows/handlers.ts'
import type { Onlooker } from '../../src/flows/world.ts'
import { change, openCaseIn, WAITING } from '../fixtures/change.ts'
import { happened } from '../fixtures/happened.ts'
import { words, worldOf, write } from '../fixtures/world.ts'
import { CASE, CHANGE, observed } from '../fixtures/written.ts'

const handlers = handlersFor([])
const send = (world: Onlooker, flow: string, body: object) => {
  const handler = handlers[flow]
  if (!handler) throw new Error(`nobody handles ${flow}`)
  return handler(world as never, { delivery: 'd1', flow, body: JSON.stringify(body), at: world.now() })
}
const press = (action: string, value: string, more = {}) => ({
  team: 'T000000001',
  user: 'U0BO',
  channel: 'C0FLIGHTOPS',
  action,
  value,
  message: { channel: 'C0FLIGHTOPS', ts: '4.4' },
  ...more,
})
const told = (outcome: Awaited<ReturnType<typeof send>>) =>
  words(JSON.parse(outcome.jobs?.find(job => job.effect === 'answer')?.body ?? '{}').document)

async function withCase() {
  const it = await worldOf()
  await write(it.world, 'model/flight-delay', [observed('1.1.0')])
  await openCaseIn(it.world)
  return it.world
}

describe('a form', () => {
  test('opens for who may see the case, with the way back', async () => {
    expect(await modalFor(await withCase(), press('rollback', CASE))).toMatchObject({ title: 'Roll back to 1.0.0' })
    expect(await modalFor(await withCase(), press('deny', 'a seal'))).toMatchObject({ callback: 'deny' })
  })

  test.each([
    ['where the model is not visible', press('rollback', CASE, { channel: 'C0LUNCH' })],
    ['for somebody nobody knows', press('rollback', CASE, { user: 'U0ZOE' })],
    ['for a case that is not there', press('rollback', 'case/other')],
    ['for a press that needs no words', press('take', CASE)],
  ])('does not open %s', async (_, given) => {
    expect(await modalFor(await withCase(), given)).toBeUndefined()
  })

  test('does not open for a case that is closed, or where there is no way back', async () => {
    const oldest = await withCase()
    await write(oldest, 'model/flight-delay', [observed('1.0.0')])
    expect(await modalFor(oldest, press('rollback', CASE))).toBeUndefined()
    const closed = await withCase()
    await write(closed, CASE, [
      happened('case.closed', 'kedge', { onset: '', available: '', detected: '', recovered: '' }),
    ])
    expect(await modalFor(closed, press('rollback', CASE))).toBeUndefined()
  })
})

describe('taking a case', () => {
  test('makes it theirs', async () => {
    const { parts } = await send(await withCase(), 'press', press('take', CASE))
    expect(parts).toMatchObject([{ subject: CASE, seen: 2, events: [{ type: 'case.taken', by: 'bo' }] }])
  })

  test('of what one may not see, or what is not there, says the same of both', async () => {
    const hidden = await send(await withCase(), 'press', press('take', CASE, { channel: 'C0LUNCH' }))
    const absent = await send(await withCase(), 'press', press('take', 'case/other'))
    expect(hidden.parts ?? absent.parts).toBeUndefined()
    expect(told(hidden)).toBe(told(absent))
  })
})

describe('a form that was sent', () => {
  const form = (context: object, more = {}) => ({
    team: 'T000000001',
    user: 'U0ANA',
    callback: 'rollback',
    context: JSON.stringify({ channel: 'C0FLIGHTOPS', model: 'flight-delay', to: '1.0.0', ...context }),
    values: { reason: '  It is better on the same flights.  ' },
    ...more,
  })

  test('asks with its reason, trimmed', async () => {
    const { parts } = await send(await withCase(), 'submit', form({}))
    expect(parts?.flatMap(p => p.events).find(e => e.type === 'change.asked')).toMatchObject({
      by: 'ana',
      body: { reason: 'It is better on the same flights.', door: 'slack', case: CASE },
    })
  })

  test.each([
    ['another place', form({ channel: 'C0LUNCH' })],
    ['another model', form({ model: 'secret' })],
    ['somebody nobody knows', form({}, { user: 'U0ZOE' })],
  ])('with the context of %s asks nothing', async (_, given) => {
    expect((await send(await withCase(), 'submit', given)).parts).toBeUndefined()
  })
})

test('a webhook only says where to look: at its pull request, where it is ours, or at all that are open', async () => {
  const world = await withCase()
  await change(world, WAITING)
  const keys = async (body: object) => (await send(world, 'github', body)).jobs?.map(job => job.key)
  expect(await keys({ event: 'pull_request', pull: 7 })).toEqual([`follow:${CHANGE}`, 'adopt-pull:7'])
  expect(await keys({ event: 'push' })).toEqual([`follow:${CHANGE}`])
  expect(await keys({ event: 'pull_request', pull: 8 })).toEqual(['adopt-pull:8'])
})

describe('[E1] what is asked for in front of everybody', () => {
  const type = async (text: string, more = {}) => {
    const { world } = await worldOf()
    const command = handlersFor(Object.values(commands)).command
    const body = { team: 'T000000001', user: 'U0ANA', channel: 'C0FLIGHTOPS', text, ...more }
    const { jobs = [] } =
      (await command?.(world as never, {
        delivery: 'd1',
        flow: 'command',
        body: JSON.stringify(body),
        at: world.now(),
      })) ?? {}
    return jobs.map(job => ({ ...job, body: JSON.parse(job.body ?? '') }))
  }

  test('is said once in the channel, with who asked and what they typed', async () => {
    const [job, ...more] = await type('cases here')
    expect(job).toMatchObject({ key: 'say:here:d1', effect: 'say', body: { channel: 'C0FLIGHTOPS' } })
    expect(words(job?.body.document)).toBe(
      '┃ No case is open of the models shown here.\n┃\n┃ · Asked for by Ana Ruiz: /kedge cases here',
    )
    expect(more).toEqual([])
  })

  test.each([
    ['without the word', 'cases', {}],
    ['of a model that is not there for them', 'status flight-dleay here', {}],
    ['by somebody nobody knows', 'cases here', { user: 'U0ZOE' }],
    ['in a conversation of one’s own', 'cases here', { channel: 'D0ANA' }],
  ])('and %s stays between the two', async (_, text, more) => {
    expect(await type(text, more)).toMatchObject([{ effect: 'answer' }])
  })
})
