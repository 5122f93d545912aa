/** A model that is shown in fewer channels than when its case was opened, or than somebody asks in. */
import { expect, test } from 'vitest'
import { repository } from '../fixtures/world.ts'
import { opens } from './opens.ts'
import { MODEL, REASON, scenario } from './world.ts'

const hides = (text: string) =>
  text
    .replace('channels: [C0FLIGHTOPS, C0APPROVALS]', 'channels: [C0APPROVALS]')
    .replace('channel: C0FLIGHTOPS # #flight-ops', 'channel: C0APPROVALS')

async function hidden() {
  const it = await scenario()
  await it.watch()
  expect(it.chat('flight-ops')).toContain('[ It’s mine')
  await it.pushesToMain('root', MODEL, hides)
  return it
}

test('[C4] [attack 73] its card is emptied where it stood, and goes on once where the model may be shown', async () => {
  const it = await hidden()
  await it.passes({ hours: 1 })
  const left = it.chat('flight-ops')
  expect(left).toContain('This case is about a model that is not shown here any more. It goes on where it may be.')
  expect(left).not.toContain('[ ')
  expect(left).not.toContain('Mean error')
  expect(it.chat('approvals')).toContain('[ It’s mine')
  await it.passes({ days: 7 })
  expect(it.chat('flight-ops')).toBe(left)
  expect(it.chat('approvals').match(/\[ It’s mine/g)).toHaveLength(1)
  expect(await it.presses('bo', 'It’s mine', 'approvals')).toMatchInlineSnapshot(
    `"The case of Flight delay forecast is yours."`,
  )
})

test('[C4] [attack 73] what is said of the case before its card has gone is said below the new one', async () => {
  const it = await hidden()
  await it.says('ana', 'approvals', `/kedge rollback flight-delay to 1.0.0 because ${REASON}`)
  expect(it.chat('flight-ops')).not.toContain('Asked.')
  const [card] = it.air.slack.messages('approvals').filter(m => JSON.stringify(m).includes('It’s mine'))
  const below = it.air.slack.messages('approvals').filter(m => m.thread_ts === card?.ts && m.ts !== card?.ts)
  expect(below.map(m => m.text)).toMatchInlineSnapshot(`
    [
      "A rollback from 1.1.0 to 1.0.0 was asked for",
    ]
  `)
})

test('[C4] [attack 73] a trouble’s card says no more than that there is one where its model was hidden, and goes on elsewhere', async () => {
  const it = await scenario({ onDispatch: () => 'failure' })
  await it.watch()
  await it.asks()
  await it.presses('bo', 'Approve')
  await it.reviews('chen')
  await it.reconciles()
  await it.passes({ hours: 1 })
  await it.reconciles()
  expect(it.chat('flight-ops')).toContain('FLIGHT-DELAY IS STUCK')
  await it.pushesToMain('root', MODEL, hides)
  await it.passes({ hours: 1 })
  await it.reconciles()
  expect(it.chat('flight-ops')).not.toContain('FLIGHT-DELAY IS STUCK')
  expect(it.chat('flight-ops')).toContain('This is about a model that is not shown here any more.')
  expect(it.chat('approvals').match(/FLIGHT-DELAY IS STUCK/g)).toHaveLength(1)
  await it.passes({ hours: 24 })
  await it.reconciles()
  expect(it.chat('approvals').match(/FLIGHT-DELAY IS STUCK/g)).toHaveLength(1)
})

const SECRET = 'models/merger-plan.yaml'

test('[C4] [attack 73] asking for a model says no more than that it is busy with what may not be shown here', async () => {
  const it = await scenario()
  const text = (await it.file(MODEL, 'main')).replace('id: flight-delay', 'id: merger-plan')
  const secret = text.replace('channels: [C0FLIGHTOPS, C0APPROVALS]', 'channels: [C0FLIGHTOPS]')
  it.unprotect()
  await it.air.github.person('root').push('main', { [SECRET]: secret }, 'Add it')
  await it.settle()
  const back = (was: string) => was.replace('version: 1.1.0', 'version: 1.0.0')
  const { number } = await opens(it, 'dana', { [SECRET]: back, [MODEL]: back }, 'Prepare the merger')
  await it.air.github.person('root').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  await it.settle()
  const asks = (where: 'approvals' | 'flight-ops') =>
    it.says('ana', where, '/kedge kpi flight-delay mae limit 20 because it has to be so now')
  expect(await asks('approvals')).toMatchInlineSnapshot(`
    "Flight delay forecast takes one change at a time, and one is on its way that may not be shown here.
    fix: ask where all of it may be shown, or wait until it is done"
  `)
  expect(await asks('flight-ops')).toContain('“Prepare the merger” was asked for')
})

test('[E1] [E3] where a model is not shown, that nothing is open and nothing waits is said of what is shown there', async () => {
  const shown = (repository.files[MODEL]?.text ?? '')
    .replace('id: flight-delay', 'id: other-plan')
    .replace(/visibility:\n.*\n.*\n/, '')
  const it = await scenario({ files: { 'models/other-plan.yaml': shown } })
  await it.watch()
  await it.asks()
  const asks = async (line: string, channel: string) => (await it.says('bo', channel, line)).split('\n')[0]
  expect(await asks('/kedge cases', 'flight-ops')).toBe('1 case is open.')
  expect(await asks('/kedge approvals', 'flight-ops')).toBe('1 of 1 waits for you.')
  expect(await asks('/kedge cases', 'lunch')).toBe('No case is open of the models shown here.')
  expect(await asks('/kedge approvals', 'lunch')).toBe('Nothing that is shown here waits for approval.')
  await it.presses('bo', 'Approve')
  expect(await asks('/kedge approvals', 'flight-ops')).toBe('Nothing waits for you here.')
})
