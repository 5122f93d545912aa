import { describe, expect, test } from 'vitest'
import type { commands } from '../../src/commands/index.ts'
import type { SlackUser } from '../../src/flows/world.ts'
import { change, openCaseIn, WAITING } from '../fixtures/change.ts'
import { typed } from '../fixtures/command.ts'
import { flightDelay, repository, worldOf } from '../fixtures/world.ts'

type Word = keyof typeof commands

const WHY = 'because it is better for everybody'
/** Every word with the models it names; a new one does not compile until it is here. */
const LINES: Readonly<Record<Word, (model: string) => readonly string[]>> = {
  approvals: () => ['', 'page 1'],
  audit: it => ['', it, 'page 2'],
  attest: it => [it, `${it} ${WHY}`, '', `${it} because`],
  cases: () => ['', 'all', 'oldest', 'all oldest page 1 here'],
  delivered: it => [it],
  digest: () => ['', 'here'],
  drift: it => [it, `${it} here`],
  explain: it => [it, `${it} promote`],
  help: () => ['', 'show'],
  history: it => [it, `${it} as-of 2001-04-01`, `${it} page 2`],
  hold: it => [`${it} for expected ${WHY}`, `${it} for no-reason ${WHY}`],
  kpi: it => [`${it} mae limit 20 ${WHY}`, `${it} nothing limit many ${WHY}`, '', it, `${it} mae limit 20`],
  models: () => ['', 'page 2'],
  path: it => [it],
  promote: it => [`${it} to 1.1.0 ${WHY}`, `${it} into test ${WHY}`, `${it} to 9.9.9 as soon ${WHY}`],
  register: () => [''],
  close: it => [`${it} ${WHY}`, `case/${it}-2001-04-09 ${WHY}`],
  reopen: it => [`${it} ${WHY}`, `case/${it}-2001-04-09 ${WHY}`],
  'report-ai': () => [''],
  replace: it => [`${it} with open-model ${WHY}`, `open-model with ${it} ${WHY}`],
  resume: it => [it],
  retire: it => [`${it} ${WHY}`],
  retrain: it => [`${it} ${WHY}`, `${it} as emergency ${WHY}`],
  review: it => [`${it} found nothing wrong`, '#7 found nothing wrong'],
  rollback: it => [`${it} to 1.0.0 ${WHY}`, `${it} to 9.9.9 ${WHY}`],
  show: it => [it],
  snooze: it => [
    `${it} for 1d because expected it is so`,
    `case/${it}-2001-04-09 for 1d because expected it is so`,
    `${it} for ever because none it is so`,
    it,
    `${it} for 1d because`,
  ],
  status: it => ['', it, 'page 1 here', `${it} here`],
  whatif: it => [`${it} approve bo`],
  waive: it => [
    `serves-what-passed for ${it} until 2001-06-30 granted by chen ${WHY}`,
    `no-such-rule for ${it} until never granted by nobody ${WHY}`,
    '',
    `serves-what-passed for ${it}`,
  ],
}
const lines = Object.entries(LINES).flatMap(([word, of]) =>
  of('flight-delay').map((text, i) => [`${word} ${text}`.trim(), `${word} ${of('no-such-model')[i]}`.trim()] as const),
)

/** A case is open and a change waits on the model that is hidden; the other one is for everybody. */
async function hiddenWorld(is: SlackUser['is'] = 'person') {
  const { visibility: _, ...rest } = flightDelay
  const models = { ...repository.models, 'open-model': { ...rest, id: 'open-model', name: 'Open to all' } }
  const slackUser = async (id: string) => ({ id, team: 'T000000001', is })
  const { world } = await worldOf({ repository: { ...repository, models }, see: { slackUser } })
  await openCaseIn(world)
  await change(world, WAITING)
  return world
}

describe('[C4] [attack 73] a model that one may not see is as one that is not there', () => {
  test.each(lines)('%s', async (hidden, absent) => {
    const world = await hiddenWorld()
    const place = { channel: 'C0LUNCH' }
    const [answer, other] = [await typed(world, hidden, place), await typed(world, absent, place)]
    expect(answer.words.replaceAll('flight-delay', 'no-such-model')).toBe(other.words)
    expect(answer.words).not.toContain(flightDelay.name)
    expect(answer.outcome).toEqual({})
    expect(other.outcome).toEqual({})
  })
})

describe('[C4] whoever is not a known person of the workspace is told nothing but what there is to write', () => {
  const visible = lines.map(([line]) => line)
  test.each(visible)('%s', async line => {
    const isHelp = line.startsWith('help')
    for (const [who, is] of [
      ['ana', 'guest'],
      ['ana', 'stranger'],
      ['ana', 'bot'],
      ['zoe', 'person'],
    ] as const) {
      const { words, outcome } = await typed(await hiddenWorld(is), line, { who })
      expect(words.includes('Only ˋ/kedge helpˋ is for everybody.') || words.includes('Only /kedge help is')).toBe(
        !isHelp,
      )
      expect(words).not.toMatch(/Flight delay forecast|1\.1\.0/)
      expect(outcome).toEqual({})
    }
  })
})
