import { describe, expect, test } from 'vitest'
import { happened } from '../../src/core/event.ts'
import { caseCardOf } from '../../src/flows/case-evidence.ts'
import { caseOf } from '../../src/flows/standing.ts'
import { watch } from '../../src/flows/watch.ts'
import { openCaseIn } from '../fixtures/change.ts'
import { typed } from '../fixtures/command.ts'
import { flightReadings } from '../fixtures/flights.ts'
import { flightDelay, type Given, repository, words, worldOf, write } from '../fixtures/world.ts'
import { CASE, caseEvents, observed } from '../fixtures/written.ts'

const { visibility: _, ...open } = flightDelay
const models = {
  ...repository.models,
  'fare-guess': { ...open, id: 'fare-guess' },
  'crew-delay': { ...open, id: 'crew-delay', visibility: { channels: ['C0FLIGHTOPS'] } },
  // Its roles are not those of everybody in the channel.
  'secret-fares': { ...open, id: 'secret-fares', visibility: { roles: ['model-validation'] } },
}

/** Four models of one source broke at once. */
async function broken(given: Given = {}) {
  const { world, store } = await worldOf({ repository: { ...repository, models }, ...given })
  await write(world, 'model/flight-delay', [observed('1.1.0')])
  await openCaseIn(world)
  const [opened] = caseEvents
  for (const model of ['fare-guess', 'crew-delay', 'secret-fares'])
    await write(world, `case/${model}-2001-04-09`, [
      happened('case.opened', 'kedge', { ...(opened?.body as never as object), model } as never),
    ])
  const card = async () => {
    const it = (await caseOf(store, CASE))?.it
    if (it === undefined) throw new Error('no case is open')
    return words(await caseCardOf(world, it))
  }
  return { world, store, card }
}

describe('[D7] [C4] [attack 73] others that broke at the same time', () => {
  test('are named on a card where all who read it may see them, and else counted', async () => {
    const { card } = await broken()
    expect(await card()).toContain('crew-delay, fare-guess and 1 other model over flights broke within a day of it')
    expect(await card()).not.toContain('secret-fares')
  })

  test.each(['explain', 'show'])('are named by /kedge %s to whoever may see them there', async word => {
    const { world } = await broken()
    const asked = (who: string) => typed(world, `${word} flight-delay`, { who })
    expect((await asked('chen')).words).toContain('crew-delay, fare-guess and secret-fares over flights broke')
    const ana = (await asked('ana')).words
    expect(ana).toContain('crew-delay, fare-guess and 1 other model over flights broke within a day of it')
    expect(ana).not.toContain('secret-fares')
    expect(ana).toContain('Not looked at: its inputs, which are not measured')
  })
})

describe('[D7] what was looked at', () => {
  test('is said to be unknown before the first round of a process, and then what fails is named', async () => {
    const query = async () => {
      throw new Error('the warehouse is down')
    }
    const { world, store, card } = await broken({ see: { query } })
    await store.addReadings(flightReadings(new Date('2001-04-09T06:00:00Z')))
    expect(await card()).toContain('Not looked at: its inputs, which are not measured and whether its sources answer.')
    await watch(world)
    expect(await card()).toContain('• What is asked of flights fails since 2001-04-16 09:00 UTC')
  })

  test('is told of a source that fell silent', async () => {
    const { world, store, card } = await broken({ at: '2001-05-16T09:00:00.000Z' })
    await store.addReadings(flightReadings(new Date('2001-04-16T06:00:00Z')))
    await watch(world)
    expect(await card()).toContain('• Nothing new comes over flights: the newest reading ended on 16 April 2001')
  })

  test('is not said of a model without a case', async () => {
    const { world } = await worldOf()
    for (const word of ['explain', 'show'])
      expect((await typed(world, `${word} flight-delay`)).words).not.toMatch(/ikely cause|Not looked at/)
  })
})
