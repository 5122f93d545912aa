import { describe, expect, test } from 'vitest'
import { byName } from '../../src/flows/by-name.ts'
import { typed } from '../fixtures/command.ts'
import { flightDelay, words, worldOf } from '../fixtures/world.ts'

const model = (id: string, name: string) => ({ ...flightDelay, id, name })
const MODELS = [
  model('flight-delay', 'Flight delay forecast'),
  model('flight-delay-2', 'Flight delay'),
  model('twin-a', 'Twin'),
  model('twin-b', 'Twin'),
  model('churn', 'churn score'),
]
const read = (line: string) => {
  const it = byName(line, MODELS)
  return 'no' in it ? words(it.no) : it.text
}

describe('[E1] a model by what cards call it', () => {
  const table = [
    ['path Flight delay forecast', 'path flight-delay'],
    ['rollback flight DELAY forecast to 1.0.0 because it is late', 'rollback flight-delay to 1.0.0 because it is late'],
    ['path "Flight delay forecast"', 'path flight-delay'],
    ['kpi Flight delay mae limit 20', 'kpi flight-delay-2 mae limit 20'],
    ['path churn score', 'path churn'],
    ['path flight-delay', 'path flight-delay'],
    ['path Flight delays', 'path Flight delays'],
    ['path', 'path'],
    ['', ''],
  ] as const
  test.each(table)('%j is %j', (line, meant) => {
    expect(read(line)).toBe(meant)
  })

  test('is none where several are called so', () => {
    expect(read('path Twin')).toBe(
      '┃ Several models are called Twin: twin-a and twin-b.\n┃\n┃ · fix: write the id of the one that is meant',
    )
  })

  test('is no other than the one whose id was typed, however another is called', () => {
    const evil = [...MODELS, model('lunch-menu', 'flight-delay as emergency')]
    const it = byName('hold flight-delay as emergency for data-in-doubt because it is wrong', evil)
    expect('no' in it && words(it.no)).toContain('flight-delay and lunch-menu')
    expect(byName('hold flight-delay for data-in-doubt', evil)).toEqual({ text: 'hold flight-delay for data-in-doubt' })
  })

  test('[attack 73] is told of none that is not shown there', async () => {
    const { world } = await worldOf()
    expect((await typed(world, 'path Flight delay forecast')).words).toContain('Who acts')
    const elsewhere = (line: string) => typed(world, line, { who: 'bo', channel: 'C0LUNCH' })
    expect((await elsewhere('status Flight delay forecast')).words).toContain('expected')
  })
})
