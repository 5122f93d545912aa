/** The file of a model goes while its case is open. */
import { expect, test } from 'vitest'
import { type Scenario, scenario } from './world.ts'

/** With all that names it. */
async function removes(it: Scenario) {
  const { files } = await it.bot.world.policy()
  const gone = Object.entries(files).filter(([, { text }]) => text.includes('flight-delay'))
  it.unprotect()
  const none = Object.fromEntries(gone.map(([path]) => [path, null]))
  await it.air.github.person('root').push('main', none as never, 'Gone')
  await it.reconciles()
}

test('[D7] the case of a model whose file is gone is closed by Kedge, with its reason on record and on its card', async () => {
  const it = await scenario()
  await it.watch()
  await removes(it)
  expect(Object.keys((await it.bot.world.policy()).models)).not.toContain('flight-delay')
  await it.passes({ minutes: 2 })
  const closed = (await it.events('case')).filter(({ type }) => type === 'case.closed')
  expect(closed).toMatchObject([
    { by: 'kedge', body: { because: 'The file of flight-delay is gone from the main branch.' } },
  ])
  expect(closed[0]?.body).not.toHaveProperty('recovered')
  expect(it.chat('flight-ops')).toContain('The case of flight-delay is closed: its file is gone from the main branch.')
  expect(it.chat('flight-ops')).not.toContain('[ It’s mine ]')
  await it.passes({ hours: 1 })
  expect((await it.events('case')).filter(({ type }) => type === 'case.closed')).toHaveLength(1)
  expect(it.log.lines.filter(line => line.includes('given up'))).toEqual([])
})
