import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { SIGNING_SECRET } from '../../src/stand-ins/airline.ts'
import { httpDoor } from '../../src/stand-ins/slack-http.ts'
import type { Stage } from '../../src/stand-ins/stage.ts'
import { approve, askForTheRollback, toTheBreach } from '../../src/stand-ins/story.ts'
import { deliver, recover } from '../../src/stand-ins/story-end.ts'
import { endingOf } from '../fixtures/ending.ts'
import { nextAirline } from '../fixtures/stage-here.ts'
import { tickingClock } from '../fixtures/ticking.ts'
import { expectWholeEnding } from '../fixtures/whole-ending.ts'
import { breachAtOnce } from './course.ts'
import { behindDoors, type Rule, weather } from './outage.ts'
import { type StageApart, stageApart } from './stage-apart.ts'

const memory = await mkdtemp(join(tmpdir(), 'kedge-memory-'))
afterAll(() => rm(memory, { recursive: true, force: true }))

test('[A10] two processes on one database: presses that reach both at once are one vote, and the day ends as with one', async () => {
  await twoProcesses(() => undefined, toTheBreach)
})

test('[C10] two processes on one database while GitHub and Slack fail now and then: the day ends the same (attack 70)', async () => {
  const { rule, befell } = weather(4)
  await twoProcesses(rule, breachAtOnce)
  expect(befell()).toBeGreaterThan(20)
})

/** A day at which every message and every job may be taken by either; nothing may be done by both. */
async function twoProcesses(rule: Rule, begin: (stage: Stage) => Promise<void>): Promise<void> {
  const clock = tickingClock('2001-02-05T06:00:00Z')
  const air = await nextAirline(clock.now)
  const doors = await behindDoors(air, rule)
  const data = await mkdtemp(join(tmpdir(), 'kedge-two-'))
  // Longer than a call may take: else what one is slow at is begun by the other, as it would be after a crash.
  const given = { air: doors.air, clock, data, memory, leaseMs: 3500 }
  const [one, other] = [stageApart(given), stageApart(given)]
  try {
    // Whoever is up first makes the tables; from then on both do everything, at the same moments.
    await one.stage.settle()
    await other.stage.settle()
    const stage = both(one, other)
    await begin(stage)
    await askForTheRollback(stage)
    await pressedOnBoth(one, other)
    await approve(stage)
    await deliver(stage)
    await recover(stage)
    await Promise.all([one.stop(), other.stop()])
    const ending = await endingOf(air, data)
    expectWholeEnding(ending)
    // Bo once for each commit people were shown, however often it was pressed; Chen once.
    expect(ending.kept.filter(event => event.includes('change.voted')).map(event => event.split(' ').at(-1))).toEqual([
      'bo',
      'bo',
      'chen',
    ])
    expect([...one.ends, ...other.ends]).toEqual(['exit 0', 'exit 0'])
  } finally {
    await Promise.all([one.stop(), other.stop()])
    await doors.close()
    await air.close()
    await rm(data, { recursive: true, force: true })
  }
}

function both(one: StageApart, other: StageApart): Stage {
  const together = (act: (stage: Stage) => Promise<void>) => async () => {
    await Promise.all([act(one.stage), act(other.stage)])
  }
  const set = (iso: string) => {
    one.stage.clock.set(iso)
    other.stage.clock.set(iso)
  }
  return {
    ...one.stage,
    clock: { now: one.stage.clock.now, set },
    watch: together(stage => stage.watch()),
    settle: together(stage => stage.settle()),
  }
}

/** One press twice, and another beside it: all at the same moment, at both doors. */
async function pressedOnBoth(one: StageApart, other: StageApart): Promise<void> {
  const { slack } = one.stage.air
  const card = slack.messages('approvals').find(m => m.blocks.some(b => b.type === 'header'))
  if (!card) throw new Error('there is no approval card')
  const bo = slack.person('U0BO')
  const [press, second] = [bo.payload.press(card, 'kedge:approve'), bo.payload.press(card, 'kedge:approve')]
  const doors = [one, other].map(apart => httpDoor(`${apart.url()}/slack/events`, SIGNING_SECRET))
  const answers = await Promise.all(doors.flatMap(door => [door('interactive', press), door('interactive', second)]))
  expect(answers.map(answer => answer.status)).toEqual([200, 200, 200, 200])
}
