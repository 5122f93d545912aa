import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { expectSameEnding } from '../fixtures/same-ending.ts'
import { nextAirline } from '../fixtures/stage-here.ts'
import { tickingClock } from '../fixtures/ticking.ts'
import { oneRun } from './one-run.ts'
import { behindDoors } from './outage.ts'
import { type StageApart, stageApart } from './stage-apart.ts'

const memory = await mkdtemp(join(tmpdir(), 'kedge-memory-'))
afterAll(() => rm(memory, { recursive: true, force: true }))

test('[A7] killed again and again while it starts, it starts in the end, its database whole', async () => {
  const clock = tickingClock('2001-02-05T06:00:00Z')
  const air = await nextAirline(clock.now)
  const data = await mkdtemp(join(tmpdir(), 'kedge-start-'))
  const apart = stageApart({ air, clock, data, memory })
  try {
    for (const ms of [200, 400, 500, 600, 700, 900]) {
      const asked = apart.stage.settle().catch(() => undefined)
      await sleep(ms)
      await apart.end('SIGKILL')
      await Promise.race([asked, sleep(50)])
    }
    await apart.stage.watch()
    await apart.stop()
    expect(apart.ends.at(-1)).toBe('exit 0')
    const db = new DatabaseSync(join(data, 'kedge.db'))
    expect(db.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' })
    expect(db.prepare('select type from events').all()).toEqual([{ type: 'model.observed' }])
    db.close()
  } finally {
    await apart.stop()
    await air.close()
    await rm(data, { recursive: true, force: true })
  }
})

test('[A7] told to end (SIGTERM) over and over, it finishes what runs each time, and the story ends the same', async () => {
  const whole = await oneRun({ memory })
  const run = await oneRun({
    memory,
    meanwhile: async (apart, over) => {
      // At any moment of its work, told by what it has done since it is up: a slow machine is given as much to finish.
      for (let n = 0; !over.aborted; n++) {
        await apart.up().catch(() => undefined)
        const enough = deeds(apart) + 20 + ((n * 17) % 80)
        while (!over.aborted && deeds(apart) < enough) await sleep(5)
        if (!over.aborted) await apart.end('SIGTERM')
      }
    },
  })
  expect(run.ends.length).toBeGreaterThan(2)
  expect(run.ends.filter(end => end !== 'exit 0')).toEqual([])
  expectSameEnding(run.ending, whole.ending, 0)
})

test('[A7] told to end (SIGTERM) while no call of GitHub or Slack is answered, it ends by itself, and nothing is lost', async () => {
  const clock = tickingClock('2001-02-05T06:00:00Z')
  const air = await nextAirline(clock.now)
  const data = await mkdtemp(join(tmpdir(), 'kedge-stop-'))
  let [silent, unanswered] = [false, 0]
  const doors = await behindDoors(air, service => {
    if (silent && service === 'github') unanswered++
    return silent ? 'hang' : undefined
  })
  const apart = stageApart({ air: doors.air, clock, data, memory })
  try {
    await apart.stage.settle()
    silent = true
    await air.slack.person('U0ANA').command('flight-ops', '/kedge models')
    // The rules were read a moment ago; once they are asked for again, that call hangs longer than a test may.
    while (unanswered === 0) await sleep(5)
    await apart.end('SIGTERM')
    expect(apart.ends).toEqual(['exit 0'])
    expect(apart.log.join('\n')).toContain('what hangs is left')
    const db = new DatabaseSync(join(data, 'kedge.db'))
    const left = db.prepare("select flow from inbox where state in ('waiting', 'leased')").all()
    expect(left).toEqual([{ flow: 'command' }])
    db.close()
  } finally {
    await doors.close()
    await apart.stop()
    await air.close()
    await rm(data, { recursive: true, force: true })
  }
}, 30_000)

const deeds = ({ reached }: StageApart) => [...reached.values()].reduce((sum, times) => sum + times, 0)
