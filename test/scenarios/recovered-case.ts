import { type Scenario, scenario } from './world.ts'

/** The way back ran until the case was closed. */
export async function recovered(before: (it: Scenario) => Promise<void> = async () => undefined) {
  const it = await scenario()
  await it.watch()
  await it.presses('bo', 'It’s mine', 'flight-ops')
  await it.air.deliver('1.0.0', it.clock.now())
  await it.passes({ hours: 1 })
  it.clock.set('2001-04-16T06:00:00Z')
  await it.weeks(2)
  await before(it)
  it.clock.set('2001-04-30T06:00:00Z')
  await it.weeks(1)
  const types = (await it.events('case')).map(({ type }) => type)
  if (!types.includes('case.closed')) throw new Error(`the case is not closed: ${types.join(', ')}`)
  return it
}
