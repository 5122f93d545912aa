/** What nobody can approve until somebody mends it: it waits on whoever asked, and no approver is told of it. */
import { expect, test } from 'vitest'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { type Scenario, scenario } from './world.ts'

const home = async (it: Scenario, who: string) => {
  await it.person(who).openHome()
  await it.settle()
  return messageText(it.person(who).home()?.blocks ?? [])
}

async function asked() {
  const it = await scenario()
  await it.watch()
  await it.asks()
  return it
}

/** Somebody whom the people policy does not name pushes to its branch. */
const byStranger = (it: Scenario) => it.pushes('root', text => text.replace('mode: batch', 'mode: batch # tidied'))

const toOther = async (it: Scenario, base: string) => {
  await it.air.github.person('ana').call('PATCH', '/repos/acme/models/pulls/1', { base })
  await it.settle()
}

async function retargeted(it: Scenario) {
  const { sha } = (await it.api('git/ref/heads/main')).object
  await it.air.github.person('ana').call('POST', '/repos/acme/models/git/refs', { ref: 'refs/heads/next', sha })
  await toOther(it, 'next')
}

test.each([
  ['an account that nobody in people.yaml holds pushed to it', byStranger, 'List the owner in policies/people.yaml'],
  ['it was given another base', retargeted, 'Give it the base it had'],
] as const)('[E1] [E3] as %s it waits on whoever asked, with the fix', async (_, happens, fix) => {
  const it = await asked()
  await happens(it)
  expect(it.card('approvals')).not.toContain('[ Approve ]')
  for (const told of [await home(it, 'ana'), await it.says('ana', 'approvals', '/kedge')]) {
    expect(told).toMatch(/Asked by you, and nobody can approve it\n• Roll flight-delay back .*fix: /)
    expect(told).toContain(fix)
  }
  expect(await it.says('ana', 'approvals', '/kedge approvals')).toContain('Asked by you, and nobody can approve it')
  for (const name of ['bo', 'chen']) {
    expect(await home(it, name)).toContain('NOTHING WAITS FOR YOU')
    expect(await it.says(name, 'approvals', '/kedge')).toContain('Nothing waits for you here.')
    expect(await it.says(name, 'approvals', '/kedge approvals')).toContain('Nothing waits for you here.')
  }
})

test('[E2] the card of its case says that somebody has to mend it, until it is mended', async () => {
  const it = await asked()
  await retargeted(it)
  const card = it.card('flight-ops')
  expect(card).toContain('Rollback to 1.0.0 asked for by Ana Ruiz, in #1, which nobody can approve as it stands.')
  expect(card).toContain('Next: whoever mends #1, which nobody can approve as it stands.')
  await toOther(it, 'main')
  expect(it.card('flight-ops')).toContain('Next: whoever approves #1.')
  expect(await home(it, 'bo')).toContain('Your approval')
})

test('[E6] nobody is called for an approval that they cannot give', async () => {
  const it = await asked()
  await byStranger(it)
  for (const hours of [12, 2, 2]) await it.passes({ hours, minutes: 2 })
  expect(it.thread('approvals')).not.toContain('Still waiting for the approvals')
  expect(it.chat('approvals')).not.toMatch(/Late\. .*@U0(?:CHEN|FAY|BO)/)
})
