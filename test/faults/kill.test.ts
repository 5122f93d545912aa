import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { FAILPOINTS } from '../../src/flows/failpoints.ts'
import { expectSameEnding } from '../fixtures/same-ending.ts'
import { oneRun } from './one-run.ts'

/** How many moments of a failpoint are tried. What is reached again and again is not the same each time. */
const MOMENTS: Readonly<Record<string, number>> = { 'commit.before': 5, 'commit.after': 5 }
/** A story that had to wait less reaches a failpoint less often: the last tenths of a long count may never come. */
const SURE = 0.7

/** Nobody opens a Home in this story; drawn twice it is the same, and it is drawn anew when it is opened. */
const OFF_THE_PATH = ['publishHome.before', 'publishHome.after']

const memory = await mkdtemp(join(tmpdir(), 'kedge-memory-'))
afterAll(() => rm(memory, { recursive: true, force: true }))
// What the others are held against; it also says how often each failpoint is reached.
const whole = await oneRun({ memory })

const moments = FAILPOINTS.flatMap(at => momentsOf(at, whole.reached.get(at) ?? 0))

test('[A7] every failpoint is on the path', () => {
  expect(whole.ends).toEqual(['exit 0'])
  expect(whole.log).toEqual([])
  expect(FAILPOINTS.filter(name => !whole.reached.has(name))).toEqual(OFF_THE_PATH)
  expect([...whole.reached.keys()].filter(name => !FAILPOINTS.includes(name))).toEqual([])
})

describe.concurrent('[A7] killed and started again, it ends as if nothing had happened', () => {
  test.each(moments)('[A7] at $at, time $nth of $of', async ({ at, nth }) => {
    const run = await oneRun({ memory, dies: { at, nth } })
    expect(run.ends).toEqual(['SIGKILL', 'exit 0'])
    expectSameEnding(run.ending, whole.ending, 1)
  })
})

/**
 * Some times, spread over all of them: before the deed from the first, after it from the middle of its
 * stretch, so that the two together see more.
 */
function momentsOf(at: string, of: number): { at: string; nth: number; of: number }[] {
  const many = Math.min(MOMENTS[at] ?? 1, of)
  const stretch = (many > 1 ? of * SURE : of) / many
  const start = at.endsWith('.before') ? 1 : 1 + Math.floor(stretch / 2)
  const all = Array.from({ length: many }, (_, i) => start + Math.floor(stretch * i))
  return [...new Set(all)].map(nth => ({ at, nth, of }))
}
