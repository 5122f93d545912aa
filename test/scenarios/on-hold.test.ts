/** A model whose answers are not used says so wherever it is shown. */
import { expect, test } from 'vitest'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { type Scenario, scenario } from './world.ts'

const HELD = /on hold since 16 April 2001: the readings are in doubt \(the readings look wrong\)/i

async function home(it: Scenario): Promise<string> {
  await it.person('ana').openHome()
  await it.settle()
  return messageText(it.person('ana').home()?.blocks ?? [])
}

async function merges(it: Scenario, number: number): Promise<void> {
  await it.presses('bo', 'Approve')
  await it.presses('chen', 'Approve')
  // Kedge merges a hold by itself, and leaves the end of one to people.
  if (!(await it.api(`pulls/${number}`)).merged)
    await it.air.github.person('chen').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  await it.settle()
  await it.passes({ minutes: 2 })
}

test('[E1] a model on hold says since when and why wherever it is shown, and no more once it is resumed', async () => {
  const it = await scenario()
  await it.watch()
  await it.says('ana', 'flight-ops', '/kedge hold flight-delay for data-in-doubt because the readings look wrong')
  await merges(it, 1)
  // A file alone is changed by it: nothing is delivered.
  expect(it.thread('flight-ops')).toMatch(/Merged in pull request #1, approved by Bo Lindqvist and Chen Wei\.$/)
  const places = async () => [
    it.card('flight-ops'),
    await home(it),
    await it.says('bo', 'flight-ops', '/kedge models'),
    await it.says('bo', 'flight-ops', '/kedge show flight-delay'),
    await it.says('bo', 'flight-ops', '/kedge status flight-delay'),
  ]
  const held = await places()
  expect(held.filter(text => !HELD.test(text))).toEqual([])
  const again = '/kedge hold flight-delay for data-in-doubt because they still look wrong'
  expect(await it.says('bo', 'flight-ops', again)).toContain(
    'flight-delay is on hold since 16 April 2001: the readings look wrong.',
  )
  await it.says('ana', 'flight-ops', '/kedge resume flight-delay because the readings were mended')
  await merges(it, 2)
  expect((await places()).filter(text => /on hold/i.test(text))).toEqual([])
})
