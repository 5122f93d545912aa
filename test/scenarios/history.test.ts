import { expect, test } from 'vitest'
import { opens } from './opens.ts'
import { MODEL, scenario, steady } from './world.ts'

const limit = (text: string) => text.replace('limit: 18.5', 'limit: 25')

test('[A12] the history of a model knows a pull request of somebody’s own, from the first word to the merge', async () => {
  const it = await scenario()
  const { number } = await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  await it.presses('fay', 'Approve')
  await it.air.github.person('dana').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  await it.settle()
  expect(steady(await it.says('ana', 'flight-ops', '/kedge history flight-delay'))).toMatchInlineSnapshot(`
    "flight-delay: 6 entries
    • 1 February 2001, 06:00 UTC: 1.1.0 is what runs
    • 16 April 2001, 06:00 UTC: edit was asked for, by Dana Okafor: Loosen the limit
    • 16 April 2001, 06:00 UTC: pull request #1 was opened, by Dana Okafor
    • 16 April 2001, 06:00 UTC: approved by Slack: Fay Osei
    • 16 April 2001, 06:00 UTC: merged as 0000000, by Dana Okafor
    • 16 April 2001, 06:00 UTC: the change is done
    kedge history flight-delay in a clone prints everything, from the record that anyone can verify."
  `)
})

test('[A12] [E1] a review that was heard of hours later has the time the audit tells, and one heard at once has one time', async () => {
  const it = await scenario()
  await it.asks()
  it.air.github.setWebhookUrl(undefined)
  await it.reviews('bo')
  await it.passes({ hours: 5 })
  await it.reconciles()
  it.air.github.setWebhookUrl(`${it.url}/github`)
  await it.reviews('chen')
  await it.settle()
  const history = await it.says('fay', 'flight-ops', '/kedge history flight-delay')
  expect(history).toContain(
    '16 April 2001, 11:00 UTC: approved by GitHub: Bo Lindqvist, on 16 April 2001, 06:00 UTC, and heard of later\n',
  )
  expect(history).toContain('16 April 2001, 11:00 UTC: approved by GitHub: Chen Wei\n')
  expect(await it.says('fay', 'flight-ops', '/kedge audit')).toContain(
    'approved by Bo Lindqvist (GitHub, 16 April 2001, 06:00 UTC), Chen Wei (GitHub, 16 April 2001, 11:00 UTC)',
  )
})

test('[A12] it leaves out what is also about a model that is hidden there', async () => {
  const it = await scenario()
  await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  const secret = (await it.file(MODEL, 'main'))
    .replace('id: flight-delay', 'id: merger-plan')
    .replace(/^name: .*$/m, 'name: Merger forecast')
    .replace('channels: [C0FLIGHTOPS, C0APPROVALS]', 'channels: [C0APPROVALS]')
  await opens(it, 'dana', { [MODEL]: limit, 'models/merger-plan.yaml': () => secret }, 'Prepare the merger')
  expect(await it.says('mara', 'approvals', '/kedge history flight-delay')).toContain('Prepare the merger')
  const here = await it.says('mara', 'flight-ops', '/kedge history flight-delay')
  expect(here).toContain('Loosen the limit')
  expect(here).not.toContain('merger')
})

test('[C7] a pull request of somebody’s own that only edits a limit keeps nobody from asking', async () => {
  const it = await scenario()
  await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  const says = await it.says(
    'ana',
    'flight-ops',
    '/kedge hold flight-delay for data-in-doubt because nobody should rely on it any more',
  )
  expect(says).not.toContain('already on its way')
  expect((await it.events(await it.newest('change')))[0]).toMatchObject({ body: { kind: 'hold' } })
})
