/** What answers a breach: only what can end it, and only as long as it stands. */
import { expect, test } from 'vitest'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { type Scenario, scenario } from './world.ts'

const lines = (text: string, of: RegExp) =>
  text
    .split('\n')
    .filter(line => of.test(line))
    .join('\n')
const next = (it: Scenario) => /Next: (.*?\.)(?: |$)/m.exec(it.card('flight-ops'))?.[1]
const buttons = (it: Scenario) => lines(it.card('flight-ops'), /^\[ /)
const promised = async (it: Scenario) =>
  (await it.events('case')).map(({ type }) => type).filter(type => type.startsWith('promise'))

async function waits(it: Scenario, name: string): Promise<string | undefined> {
  await it.person(name).openHome()
  await it.settle()
  return messageText(it.person(name).home()?.blocks ?? []).split('\n')[0]
}

async function closes(it: Scenario, number: number): Promise<void> {
  await it.air.github.person('root').close(number)
  await it.settle()
  await it.passes({ minutes: 5 })
}

test('[D7] whoever confirms the file of a model has not answered its breach', async () => {
  const it = await scenario()
  await it.watch()
  await it.says('ana', 'flight-ops', '/kedge attest flight-delay because I have read the file')
  await it.passes({ minutes: 2 })
  expect(next(it)).toBe('Ana Ruiz, or whoever takes it.')
  expect(buttons(it)).toBe('[ Roll back to 1.0.0 ]  [ Retrain ]  [ Snooze ]  [ It’s mine ]')
  await it.passes({ hours: 60 })
  expect(await promised(it)).toContain('promise.late')
})

test('[D7] a case whose change was closed without a merge waits again for its owner', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks('bo')
  expect(await waits(it, 'ana')).toBe('NOTHING WAITS FOR YOU')
  await closes(it, 1)
  expect(next(it)).toBe('Ana Ruiz, or whoever takes it.')
  expect(buttons(it)).toBe('[ Roll back to 1.0.0 ]  [ Retrain ]  [ Snooze ]  [ It’s mine ]')
  expect(it.card('flight-ops')).toContain('the pull request was closed without a merge')
  expect(await waits(it, 'ana')).toBe('1 THING WAITS FOR YOU')
  expect(await it.says('ana', 'flight-ops', '/kedge')).toContain('1 thing waits for you here.')
  expect(await it.says('ana', 'flight-ops', '/kedge cases')).toContain(
    'nobody took it, it is with Ana Ruiz; rollback to 1.0.0 asked for, which came to nothing',
  )
  await it.passes({ hours: 60 })
  expect(await promised(it)).toContain('promise.late')
})

test('[D7] a case whose change was denied waits again, until whoever denied it thinks otherwise', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks('ana')
  await it.presses('bo', 'Deny')
  await it.submits('bo', 'the routes are mapped tomorrow')
  await it.passes({ minutes: 5 })
  expect(next(it)).toBe('Ana Ruiz, or whoever takes it.')
  expect(it.card('flight-ops')).toContain(
    'denied in #1; another can be asked for once whoever asked presses Withdraw on its card.',
  )
  expect(await waits(it, 'ana')).toBe('2 THINGS WAIT FOR YOU')
  await it.presses('bo', 'Approve')
  await it.passes({ minutes: 5 })
  expect(await waits(it, 'ana')).toBe('NOTHING WAITS FOR YOU')
})

test('[D7] where the newest change of a case came to nothing, one before it that stands answers it', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks('bo')
  await it.says('ana', 'flight-ops', '/kedge hold flight-delay for data-in-doubt because the readings look wrong')
  expect(it.card('flight-ops')).toContain('Hold asked for by Ana Ruiz')
  await closes(it, 2)
  expect(it.card('flight-ops')).toContain('Rollback to 1.0.0 asked for by Bo Lindqvist')
  expect(await waits(it, 'ana')).toBe('NOTHING WAITS FOR YOU')
})

test('[E3] whoever presses It’s mine on a card of before is told who has it since when, and it stays theirs', async () => {
  const it = await scenario()
  await it.watch()
  const [byBo, byAna, again] = ['bo', 'ana', 'ana'].map(name => it.keepsOpen(name, 'It’s mine', 'flight-ops'))
  expect(await byAna?.()).toBe('The case of Flight delay forecast is yours.')
  it.clock.move(30_000)
  expect(await byBo?.()).toMatchInlineSnapshot(`
    "Ana Ruiz has the case of Flight delay forecast since 16 April 2001, 06:00 UTC. It stays theirs.
    fix: talk to Ana Ruiz; acting on the case needs no owner"
  `)
  expect(next(it)).toBe('Ana Ruiz, who took it.')
  expect((await it.events('case')).filter(({ type }) => type === 'case.taken').map(({ by }) => by)).toEqual(['ana'])
  // Pressed again, it is theirs as it was.
  expect(await again?.()).toBe('The case of Flight delay forecast is yours.')
  expect((await it.events('case')).filter(({ type }) => type === 'case.taken')).toHaveLength(1)
})

test('[D7] [E7] a case nobody measures any more, in which something is on its way: which, where, and how it is taken back', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks()
  for (const name of ['forecast-error', 'false-notices'])
    await it.pushesToMain('root', `policies/${name}.yaml`, text => text.replace('severity: breach', 'severity: warn'))
  await it.watch()
  const close = () => it.says('ana', 'flight-ops', '/kedge close flight-delay because nobody measures it any more')
  expect(await close()).toMatchInlineSnapshot(`
    "A rollback of flight-delay to 1.0.0 was asked for in this case by you, pull request #1, and is still on its way.
    fix: wait until it is done, or press Withdraw on its card first"
  `)
  await it.presses('ana', 'Withdraw')
  await it.submits('ana', 'It is measured otherwise now.')
  expect(await close()).toContain('is closed')
})
