/** What cannot wait asks fewer people, and gets past nobody for it. */
import { expect, test } from 'vitest'
import { type Scenario, scenario } from './world.ts'

const URGENT = 'flight-delay to 1.0.0 as emergency because it cannot wait any longer'
const urgent = (it: Scenario, who: string) => it.says(who, 'flight-ops', `/kedge rollback ${URGENT}`)
const reviews = (it: Scenario, who: string, number: number, what = 'that it was right') =>
  it.says(who, 'approvals', `/kedge review ${number} found ${what}`)

test('[C1] whoever approved an emergency alone does not review it, and model validation does', async () => {
  const it = await scenario()
  await it.watch()
  await urgent(it, 'ana')
  await it.presses('bo', 'Approve')
  await it.settle()
  const { number, merged } = await it.pull()
  expect(merged).toBe(true)
  expect(await reviews(it, 'bo', number)).toContain('You approved it, so your own review of it never counts.')
  expect(await reviews(it, 'ana', number)).toContain('You asked for this change')
  expect(await reviews(it, 'chen', number)).toContain('is recorded')
  expect((await it.events(await it.newest('change'))).find(({ type }) => type === 'change.reviewed')).toMatchObject({
    by: 'chen',
  })
})
