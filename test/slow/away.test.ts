/** While GitHub is down, whoever says something in Slack gets a word. */
import { expect, test } from 'vitest'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { DOWN, whileGitHub } from '../scenarios/outages.ts'
import { opened, type Scenario } from '../scenarios/world.ts'

const KEPT = 'GitHub does not answer. Yours is kept, and is answered when it does.'

/** Nothing is remembered of the rules, so each word has to ask. */
async function cutOff(first: (it: Scenario) => Promise<void> = async () => undefined) {
  const outage = { isOn: false }
  const it = await whileGitHub(() => (outage.isOn ? DOWN : undefined), { rulesMs: 0 })
  await it.watch()
  await first(it)
  outage.isOn = true
  /** Long enough for many tries. */
  const waits = async () => {
    for (let round = 0; round < 6; round++) {
      it.clock.move(300_000)
      await it.bot.settle()
    }
  }
  const told = async (name: string, act: () => Promise<unknown>) => {
    const before = it.whispers(name).length
    await act()
    await waits()
    return it.whispers(name).slice(before)
  }
  const over = () => {
    outage.isOn = false
  }
  const ends = async () => {
    over()
    await waits()
    await it.settle()
  }
  return { it, told, ends, over }
}

test('[E1] help needs nobody but Kedge, and so answers while GitHub is down', async () => {
  const { it, told } = await cutOff()
  const types = (name: string, line: string) => told(name, () => it.person(name).command('flight-ops', line))
  const all = await types('ana', '/kedge help')
  expect(all).toHaveLength(1)
  expect(all[0]).toContain('/kedge rollback')
  expect(await types('ana', '/kedge help hold')).toEqual([expect.stringContaining('/kedge hold')])
  expect(await types('ana', '/kedge help hodl')).toEqual([expect.stringContaining('hold')])
})

test('[E1] any other word is kept while GitHub is down: that is said once, and it is answered afterwards', async () => {
  const { it, told, ends } = await cutOff()
  expect(await told('ana', () => it.person('ana').command('flight-ops', '/kedge status'))).toEqual([KEPT])
  expect(await told('ana', () => it.person('ana').command('flight-ops', '/kedge'))).toEqual([KEPT])
  const before = it.whispers('ana').length
  await ends()
  expect(it.whispers('ana').slice(before)).toHaveLength(2)
  expect(it.whispers('ana').slice(before).join()).toContain('Flight delay forecast')
})

test('[E1] a word that is none, or alone says too little, is answered while GitHub is down', async () => {
  const { it, told } = await cutOff()
  const types = (line: string) => told('ana', () => it.person('ana').command('flight-ops', `/kedge ${line}`))
  expect(await types('snooze')).toMatchInlineSnapshot(`
    [
      "<model-or-case> is missing.
    fix: write /kedge snooze <model-or-case> for <time> because <reason> <words...>; <time> is one of 1h, 4h, 1d, 3d, 7d; <reason> is one of being-fixed, waits-for-others, expected, data-in-doubt, small-harm",
    ]
  `)
  expect(await types('rollback')).toEqual([expect.stringContaining('<model> is missing')])
  expect(await types('snoze')).toEqual([expect.stringContaining('Did you mean')])
  expect(await types('close flight-delay')).toEqual([KEPT])
})

test('[E1] a vote is kept in the same way, and a form that cannot be opened says why', async () => {
  const { it, told, ends } = await cutOff(async ({ asks }) => void (await asks()))
  const snooze = it.holding('flight-ops', 'Snooze')
  expect(await told('bo', () => it.person('bo').press(snooze, 'kedge:snooze'))).toEqual([
    'GitHub does not answer, so the form cannot be opened. Press again when it does.',
  ])
  const approve = it.keepsOpen('bo', 'Approve')
  expect(await told('bo', () => approve())).toEqual([KEPT])
  const before = it.whispers('bo').length
  await ends()
  expect(it.whispers('bo').slice(before).join()).toContain('Your approval')
  expect(it.card('approvals')).toContain('1 of 2')
})

test.each(['register', 'report-ai', 'waive', 'snooze flight-delay for', 'kpi Flight delay forecast', 'attest'])(
  '[E1] [E4] /kedge %s opens a form, so while GitHub is down it is not said to be kept, and nothing comes of it later',
  async line => {
    const { it, told, ends } = await cutOff()
    const types = () => it.person('ana').command('flight-ops', `/kedge ${line}`)
    await told('ana', types)
    // The door says it by itself, whenever it gives up.
    await expect
      .poll(() => it.whispers('ana'))
      .toEqual(['GitHub does not answer, so the form cannot be opened. Type it again when it does.'])
    const before = it.whispers('ana').length
    await ends()
    expect(it.whispers('ana').slice(before)).toEqual([])
    expect(it.person('ana').modal()).toBeUndefined()
    await types()
    await opened(() => it.person('ana').modal())
  },
)

test('[E1] a whole line of a word that has a form is kept while GitHub is down, and answered afterwards', async () => {
  const { it, told, ends } = await cutOff()
  const line = '/kedge snooze flight-delay for 4h because expected the timetable is known to all'
  expect(await told('ana', () => it.person('ana').command('flight-ops', line))).toEqual([KEPT])
  const before = it.whispers('ana').length
  await ends()
  expect(it.whispers('ana').slice(before)).toHaveLength(1)
  expect(it.card('flight-ops')).toContain('when it wakes')
})

test('[E3] a Home that was never drawn says that GitHub is away, and is drawn by itself once it answers', async () => {
  const { it, told, ends } = await cutOff()
  const home = () => messageText(it.person('ana').home()?.blocks ?? [])
  await told('ana', () => it.person('ana').openHome())
  expect(home()).toMatchInlineSnapshot(`
    "GitHub does not answer, so Kedge cannot say yet what waits for you.
    This page is drawn by itself as soon as it does. Until then /kedge help says what there is."
  `)
  await ends()
  expect(home()).toContain('Your models')
})

test('[E3] a Home that was drawn stays as it is while GitHub is away', async () => {
  const { it, told, ends } = await cutOff(async ({ person, settle }) => {
    await person('ana').openHome()
    await settle()
  })
  const home = () => messageText(it.person('ana').home()?.blocks ?? [])
  const before = home()
  expect(before).toContain('Your models')
  await told('ana', () => it.person('ana').openHome())
  expect(home()).toBe(before)
  await ends()
  expect(home()).toContain('Your models')
})

test('[E3] a Home that is opened anew once GitHub answers is drawn at once, and not when its next try is due', async () => {
  const { it, told, over } = await cutOff()
  const home = () => messageText(it.person('ana').home()?.blocks ?? [])
  await told('ana', () => it.person('ana').openHome())
  const tried = it.clock.now()
  await it.person('ana').openHome()
  await it.bot.settle()
  expect(home()).toContain('GitHub does not answer')
  over()
  await it.person('ana').openHome()
  await it.bot.settle()
  expect(home()).toContain('Your models')
  expect(it.clock.now()).toEqual(tried)
})
