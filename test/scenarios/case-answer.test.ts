/** What answers a breach: only what can end it, and only as long as it stands. */
import { expect, test } from 'vitest'
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
