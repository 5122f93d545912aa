import { describe, expect, test } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import { byName, slipInName } from '../../src/flows/by-name.ts'
import { typed } from '../fixtures/command.ts'
import { flightDelay, repository, words, worldOf } from '../fixtures/world.ts'

const model = (id: string, name: string) => ({ ...flightDelay, id, name })
const MODELS = [
  model('flight-delay', 'Flight delay forecast'),
  model('flight-delay-2', 'Flight delay'),
  model('twin-a', 'Twin'),
  model('twin-b', 'Twin'),
  model('churn', 'churn score'),
]
const read = (line: string, models = MODELS) => {
  const [word = '', ...rest] = line.split(' ')
  const usage = Object.values(commands).find(({ name }) => name === word)?.usage ?? ''
  const it = byName(rest.join(' '), usage, { models, repository })
  return 'no' in it ? words(it.no) : `${word} ${it.text}`.trim()
}

describe('[E1] a model by what cards call it', () => {
  const table = [
    ['path Flight delay forecast', 'path flight-delay'],
    ['rollback flight DELAY forecast to 1.0.0 because it is late', 'rollback flight-delay to 1.0.0 because it is late'],
    ['path "Flight delay forecast"', 'path flight-delay'],
    ['path “Flight delay forecast”', 'path flight-delay'],
    ['path „flight delay forecast“', 'path flight-delay'],
    ['path « Flight delay forecast »', 'path flight-delay'],
    ['path »Flight delay forecast«', 'path flight-delay'],
    ['path ‘Flight delay forecast’', 'path flight-delay'],
    ['path ‚Flight delay forecast‘', 'path flight-delay'],
    ['kpi “Flight delay” mae limit 20', 'kpi flight-delay-2 mae limit 20'],
    ['path “Flight delays”', 'path “Flight delays”'],
    ['path “Flight delay', 'path “Flight delay'],
    ['path “Flight delay”s', 'path “Flight delay”s'],
    ['kpi Flight delay mae limit 20', 'kpi flight-delay-2 mae limit 20'],
    ['path churn score', 'path churn'],
    ['path flight-delay', 'path flight-delay'],
    ['path Flight delays', 'path Flight delays'],
    ['whatif Flight delay forecast if chen approves', 'whatif flight-delay if chen approves'],
    ['whatif #12 if chen approves', 'whatif #12 if chen approves'],
    ['replace churn with Flight delay forecast because x', 'replace churn with flight-delay because x'],
    ['replace churn score with “Flight delay forecast” because x', 'replace churn with flight-delay because x'],
    ['replace Flight delay with', 'replace flight-delay-2 with'],
    [
      'waive answered-for for Flight delay forecast until 2001-05-01',
      'waive answered-for for flight-delay until 2001-05-01',
    ],
    [
      'waive answered-for for flight-delay,churn until 2001-05-01',
      'waive answered-for for flight-delay,churn until 2001-05-01',
    ],
    ['retire churn because Flight delay forecast is better', 'retire churn because Flight delay forecast is better'],
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

  test('is none after a word either, where several are called so', () => {
    expect(read('replace churn with Twin because x')).toContain('Several models are called Twin: twin-a and twin-b.')
  })

  test('is no other than the one whose id was typed, however another is called', () => {
    const evil = [...MODELS, model('lunch-menu', 'flight-delay as emergency')]
    expect(read('hold flight-delay as emergency for data-in-doubt because it is wrong', evil)).toContain(
      'flight-delay and lunch-menu',
    )
    expect(read('hold flight-delay for data-in-doubt', evil)).toBe('hold flight-delay for data-in-doubt')
    const list = [...MODELS, model('lunch-menu', 'flight-delay,churn')]
    expect(read('waive answered-for for flight-delay,churn until 2001-05-01', list)).toContain(
      'Several models are called',
    )
  })

  const taking = [
    model('m1', 'Weekend-freeze'),
    model('m2', 'passenger-notices'),
    model('m3', 'here'),
    model('m4', 'PAGE'),
    model('m5', 'mae'),
    model('m6', 'case/flight-delay/1'),
    model('m7', 'page turner'),
    model('m8', '12'),
  ]
  test.each([
    ['explain weekend-freeze', 'explain weekend-freeze'],
    ['explain weekend-freeze promote', 'explain weekend-freeze promote'],
    ['show Passenger-notices', 'show Passenger-notices'],
    ['digest here', 'digest here'],
    ['status here', 'status here'],
    ['status page 2', 'status page 2'],
    ['status page turner', 'status page turner'],
    ['status "page turner"', 'status m7'],
    ['help here', 'help here'],
    ['whatif 12 if chen approves', 'whatif 12 if chen approves'],
    ['waive weekend-freeze for m1', 'waive weekend-freeze for m1'],
    ['review mae found nothing', 'review mae found nothing'],
    ['close case/flight-delay/1 because it is over', 'close case/flight-delay/1 because it is over'],
    // Where none of those can stand, the name is what is meant.
    ['path weekend-freeze', 'path m1'],
    ['explain passenger-notices', 'explain m2'],
    ['show weekend-freeze', 'show m1'],
    ['path here', 'path m3'],
    ['path page turner', 'path m7'],
  ])('takes nothing from what else may be meant: %j is %j', (line, meant) => {
    expect(read(line, taking)).toBe(meant)
  })

  const slipping = [
    model('flight-delay', 'Flight delay forecast'),
    model('churn', 'Customer churn'),
    model('menu-a', 'Lunch menu'),
    model('menu-b', 'Lunch menu'),
  ]
  const slip = (line: string, models = slipping) => {
    const [word = '', ...rest] = line.split(' ')
    const usage = Object.values(commands).find(({ name }) => name === word)?.usage ?? ''
    const it = slipInName(rest.join(' '), usage, { models, repository })
    return it && words(it).split('\n')[0]
  }
  const none = (id: string, near: string, what = 'model') => `┃ There is no ${what} ${id} here. Did you mean ${near}?`

  test.each([
    ['path Fligth delay forecast', none('Fligth delay forecast', 'flight-delay')],
    ['history flight delai forecast as-of 2001-04-01', none('flight delai forecast', 'flight-delay')],
    ['close Custmer churn because it is over', none('Custmer churn', 'churn')],
    ['explain Custmer churn', none('Custmer churn', 'churn', 'model or rule')],
    ['explain answered fro', none('answered fro', 'answered-for', 'model or rule')],
    ['show passenger notice', none('passenger notice', 'passenger-notices', 'model, use case or data source')],
    ['replace Custmer churn with flight-delay because x', none('Custmer churn', 'churn')],
    ['replace churn with Flight delay forcast because x', none('Flight delay forcast', 'flight-delay')],
    ['waive answered-for for Custmer churn until 2001-05-01', none('Custmer churn', 'churn')],
    ['path “Fligth delay forecast', none('“Fligth delay forecast', 'flight-delay')],
    ['path menu b', none('menu b', 'menu-b')],
    // One word is left to who reads it, and what means something is none.
    ['path chrun', undefined],
    ['history chrun as-of 2001-04-01', undefined],
    ['path “Fligth delay forecast”', undefined],
    ['path churn custmer', undefined],
    ['waive answered-for for churn,flight-delay until 2001-05-01', undefined],
    ['close case/churn customer because x', undefined],
    ['explain answered-for promote', undefined],
    ['show passenger-notices page 2', undefined],
    ['status page 2 here', undefined],
    ['whatif custmer churn if chen approves', undefined],
    ['path lunch meun', undefined],
    ['path winter tyres', undefined],
    ['cases Custmer churn', undefined],
    ['path', undefined],
  ])('a slip in %j is told as %j', (line, told) => {
    expect(slip(line)).toBe(told)
  })

  test('a letter left out or two swapped anywhere in a name of several words is such a slip', () => {
    const name = 'Flight delay forecast'
    const left = [...name].map((_, at) => name.slice(0, at) + name.slice(at + 1))
    const swapped = [...name].slice(1).map((it, at) => `${name.slice(0, at)}${it}${name[at]}${name.slice(at + 2)}`)
    for (const slipped of [...left, ...swapped])
      expect(slip(`rollback ${slipped} to 1.0.0 because flights are late`)).toBe(none(slipped.trim(), 'flight-delay'))
  })

  test('[attack 73] a slip tells of nothing that is not shown', () => {
    expect(slip('path Fligth delay forecast', slipping.slice(1))).toBeUndefined()
    expect(slip('path Fligth delay forecast', [])).toBeUndefined()
  })

  test('[attack 73] is told of none that is not shown there', async () => {
    const { world } = await worldOf()
    expect((await typed(world, 'path Flight delay forecast')).words).toContain('Who acts')
    const elsewhere = (line: string) => typed(world, line, { who: 'bo', channel: 'C0LUNCH' })
    expect((await elsewhere('status Flight delay forecast')).words).toContain('expected')
  })
})
