/** A model that is shown in fewer channels than when its case was opened. */
import { expect, test } from 'vitest'
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
