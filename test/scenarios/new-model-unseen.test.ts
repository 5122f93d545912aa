import { expect, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import { opens } from './opens.ts'
import { MODEL, type Scenario, scenario } from './world.ts'

const NAME = 'Secret merger forecast'
const shows = (text: string, channels: string, roles: string) =>
  text
    .replace('channels: [C0FLIGHTOPS, C0APPROVALS]', `channels: [${channels}]`)
    .replace(/^ {2}roles: \[modelops.*$/m, `  roles: [${roles}]`)

/** Dana writes a model that is on no branch but hers, for validators and operations in #flight-ops alone. */
async function registers(it: Scenario) {
  const text = shows(await it.file(MODEL, 'main'), 'C0FLIGHTOPS', 'operations, model-validation')
  const secret = text.replace('id: flight-delay', 'id: merger-plan').replace(/^name: .*$/m, `name: ${NAME}`)
  return opens(it, 'dana', { 'models/merger-plan.yaml': () => secret }, 'Register a model')
}

test('[C4] [attack 73] a model that is on no main branch yet is shown where its own file says, and nowhere else', async () => {
  const it = await scenario()
  const { number } = await registers(it)
  expect(it.chat('approvals')).not.toMatch(/Secret|merger/)
  expect(it.card('flight-ops')).toContain('merger-plan')
  expect(await it.says('mara', 'lunch', '/kedge approvals')).not.toMatch(/Register a model|merger/)
  expect(await it.says('mara', 'lunch', `/kedge whatif ${number} approve chen`)).toBe(
    await it.says('mara', 'lunch', '/kedge whatif 99 approve chen').then(said => said.replaceAll('99', `${number}`)),
  )
  expect(await it.says('chen', 'flight-ops', `/kedge whatif ${number} approve chen`)).toContain('Were it so on')
})

test('[C4] [attack 73] of a model that is on main already the stricter of both holds, whichever way it is changed', async () => {
  const it = await scenario()
  const { number } = await opens(
    it,
    'dana',
    { [MODEL]: text => shows(text, 'C0FLIGHTOPS', 'operations, model-validation') },
    'Hide it',
  )
  expect(it.chat('approvals')).not.toContain('Hide it')
  const asks = (who: string, where: string) => it.says(who, where, `/kedge whatif ${number} approve chen`)
  expect(await asks('chen', 'flight-ops')).toContain('Were it so on')
  expect(await asks('mara', 'flight-ops')).toContain('There is no open change')
  await it.pushes('dana', text => text.replace('channels: [C0FLIGHTOPS]', 'channels: [C0FLIGHTOPS, C0LUNCH]'))
  expect(await asks('chen', 'lunch')).toContain('There is no open change')
})

const NEWS = 'This change has come to be about a model that is not shown here. It goes on where it may be.'
const SECRET = 'models/merger-plan.yaml'

/** Dana loosens a limit in the sight of #model-approvals, and Chen approves that. */
async function loosens(it: Scenario) {
  await opens(it, 'dana', { [MODEL]: text => text.replace('limit: 18.5', 'limit: 25') }, 'Loosen it')
  it.clock.move(60_000)
  await it.presses('chen', 'Approve')
}

const pushes = async (it: Scenario, secret: string | null) => {
  await it.air.github.person('dana').push((await it.pull()).head.ref, { [SECRET]: secret }, 'Plan')
  await it.settle()
}
/** A push that adds the secret model, for this channel alone. */
async function adds(it: Scenario, channel: string) {
  const text = (await it.file(MODEL, 'main')).replace('id: flight-delay', 'id: merger-plan')
  await pushes(
    it,
    shows(text.replace(/^name: .*$/m, `name: ${NAME}`), channel, 'modelops, operations, model-validation'),
  )
}

const postedIn = async (it: Scenario) =>
  (await it.events('change')).flatMap(event => (event.type === 'change.posted' ? event.body.channel : []))

test('[C4] [attack 73] a card whose change comes to be about a hidden model is emptied, and goes on where it may be', async () => {
  const it = await scenario()
  await loosens(it)
  await adds(it, 'C0FLIGHTOPS')
  expect(it.chat('approvals')).toBe(NEWS)
  expect(it.card('flight-ops')).toContain('merger-plan')
  expect(it.thread('flight-ops')).toContain('Asked anew. The request has changed')
  await it.reviews('chen', 'REQUEST_CHANGES')
  expect(it.card('flight-ops')).toContain('Denied, pull request #1')
  await pushes(it, null)
  expect(it.card('flight-ops')).toContain('LOOSEN IT\nWaits for approval, 0 of 1')
  expect(it.card('flight-ops')).not.toMatch(/Secret|merger/)
  expect(it.chat('approvals')).toBe(NEWS)
  expect(await postedIn(it)).toEqual(['C0APPROVALS', 'C0FLIGHTOPS'])
})

test('[A7] [C4] a crash right after the card was posted elsewhere posts no second one', async () => {
  let crashes = false
  const failpoint = (name: string) => {
    if (!crashes || name !== 'postMessage.after') return
    crashes = false
    throw new OutsideError('unavailable', 'Slack’s answer is lost')
  }
  const it = await scenario({ parts: { failpoint } })
  await loosens(it)
  crashes = true
  await adds(it, 'C0FLIGHTOPS')
  it.clock.move(300_000)
  await it.settle()
  expect(crashes).toBe(false)
  expect(it.chat('approvals')).toBe(NEWS)
  expect(it.chat('flight-ops').match(/^LOOSEN IT$/gm)).toHaveLength(1)
  expect(it.thread('flight-ops').match(/Asked anew/g)).toHaveLength(1)
  expect(await postedIn(it)).toEqual(['C0APPROVALS', 'C0FLIGHTOPS'])
})

test('[C4] [attack 73] where no channel may show all of it no more is said of it than that it waits, until one may', async () => {
  const it = await scenario()
  await loosens(it)
  const elsewhere = ['flight-ops', 'lunch'].map(name => it.chat(name))
  await adds(it, 'C0LUNCH')
  expect(it.chat('approvals')).toContain(NEWS)
  expect(it.chat('approvals')).toContain('A change waits for approval, and no channel may show it.')
  expect(it.chat('approvals')).not.toMatch(/Secret|merger/)
  expect(['flight-ops', 'lunch'].map(name => it.chat(name))).toEqual(elsewhere)
  await pushes(it, null)
  it.clock.move(300_000)
  await it.settle()
  expect(it.chat('approvals')).not.toMatch(/Secret|merger|not shown here/)
  expect(it.card('approvals')).toContain('LOOSEN IT\nWaits for approval, 0 of 1')
  expect(it.thread('approvals').match(/Asked anew/g)).toHaveLength(2)
  expect(await postedIn(it)).toEqual(['C0APPROVALS'])
})
