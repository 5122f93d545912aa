import { expect, test } from 'vitest'
import { opens } from './opens.ts'
import { MODEL, type Scenario, scenario } from './world.ts'

const NAME = 'Secret merger forecast'
const shows = (text: string, channels: string, roles: string) =>
  text
    .replace('channels: [C0FLIGHTOPS, C0APPROVALS]', `channels: [${channels}]`)
    .replace(/^ {2}roles: \[modelops.*$/m, `  roles: [${roles}]`)

/** Dana writes a model that is on no branch but hers, for validators in #flight-ops alone. */
async function registers(it: Scenario) {
  const text = shows(await it.file(MODEL, 'main'), 'C0FLIGHTOPS', 'model-validation')
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
  expect(await it.says('chen', 'flight-ops', `/kedge whatif ${number} approve chen`)).toContain('If chen voted approve')
})

test('[C4] [attack 73] of a model that is on main already the stricter of both holds, whichever way it is changed', async () => {
  const it = await scenario()
  const { number } = await opens(
    it,
    'dana',
    { [MODEL]: text => shows(text, 'C0FLIGHTOPS', 'model-validation') },
    'Hide it',
  )
  expect(it.chat('approvals')).not.toContain('Hide it')
  const asks = (who: string, where: string) => it.says(who, where, `/kedge whatif ${number} approve chen`)
  expect(await asks('chen', 'flight-ops')).toContain('If chen voted')
  expect(await asks('bo', 'flight-ops')).toContain('There is no open change')
  await it.pushes('dana', text => text.replace('channels: [C0FLIGHTOPS]', 'channels: [C0FLIGHTOPS, C0LUNCH]'))
  expect(await asks('chen', 'lunch')).toContain('There is no open change')
})
