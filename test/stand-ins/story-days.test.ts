import { expect, test } from 'vitest'
import { letPass } from '../../src/stand-ins/story-days.ts'

/** When the bot looked while hours went by, by a clock that goes on by itself for `took` ms a round. */
async function looks(hours: number, took = 0) {
  let at = Date.parse('2001-04-23T09:12:00Z')
  const seen: string[] = []
  const set = (iso: string) => {
    at = Date.parse(iso)
  }
  const clock = { now: () => new Date(at), set }
  const watch = async () => {
    seen.push(clock.now().toISOString().slice(5, 16))
    at += took
  }
  const reconcile = async () => void seen.push('all')
  await letPass(clock, { watch, reconcile }, hours)
  return seen
}

test('[E9] each morning of a time that passes is looked at on the way, with all that falls due by then', async () => {
  expect(await looks(1)).toEqual(['04-23T10:12', 'all'])
  expect(await looks(24)).toEqual(['04-23T11:00', 'all', '04-24T09:12', 'all'])
  const week = await looks(168)
  expect(week.filter(at => at.endsWith('T11:00'))).toHaveLength(7)
  expect(week.at(-2)).toBe('04-30T09:12')
})

test('[E9] a clock that runs by itself is not put back', async () => {
  expect(await looks(24, 23 * 3_600_000)).toEqual(['04-23T11:00', 'all', '04-24T10:00', 'all'])
})
