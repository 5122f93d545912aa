/** The portfolio of a digest and that of a clone: by the real parts, one posted in Slack, one read from git alone. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { readRecord } from '../../src/core/record.ts'
import { openClone } from '../../src/edges/git.ts'
import { digestFacts } from '../../src/flows/digest-facts.ts'
import { portfolioPosted, postedOn } from '../../src/flows/portfolio-record.ts'
import { readGood } from '../../src/flows/read-good.ts'
import { plain } from '../../src/reports/plain.ts'
import { coverageBlocks, moneyBlocks, overdueBlocks, stageBlocks, timesBlocks } from '../../src/reports/portfolio.ts'
import { says } from '../../src/words/says.ts'
import { scenario } from './world.ts'

const EXECUTIVE = `
kind: digest
id: monthly-overview
because: Whoever answers for all of it sees where it stands.
channel: C0APPROVALS
audience: executive
at: "08:00"
monthDay: 17
timeZone: America/Chicago
begins: 2001-03-01
examples: [{ at: "2001-03-17T08:00:00-06:00", then: 2001-03-17 }]
`.trimStart()

test('[R39] the numbers of the monthly post are to be had as a file, from a clone, long after they have moved on', async () => {
  const it = await scenario({ files: { 'policies/monthly-overview.yaml': EXECUTIVE } })
  await it.watch()
  await it.asks()
  await it.presses('bo', 'Approve')
  await it.reviews('chen')
  await it.reconciles()
  await it.passes({ hours: 32 })
  await it.reconciles()
  const posted = it.digests('approvals').at(-1) ?? ''
  expect(posted).toContain('OVERVIEW, 17 APRIL 2001')
  // Time goes by, and the case is taken; what was posted stays what it was.
  await it.passes({ days: 3 })
  await it.reconciles()
  const folder = mkdtempSync(join(tmpdir(), 'kedge-clone-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  await promisify(execFile)('git', ['clone', '-q', it.air.github.cloneUrl, folder])
  const clone = await openClone(folder)
  const read = readRecord(await clone.record())
  expect(read.problems).toEqual([])
  const record = { events: read.recorded.map(({ event }) => event), begun: read.recorded[0]?.event.at ?? '' }
  const told = postedOn(record.events, 'monthly-overview', it.clock.now().toISOString())
  const repository = readGood({ snapshot: await clone.snapshot(told.commit), problems: [] })
  const numbers = portfolioPosted(repository, record, told)
  const blocks = [stageBlocks, moneyBlocks, overdueBlocks, coverageBlocks, timesBlocks].flatMap(part => part(numbers))
  expect(blocks.length).toBeGreaterThan(8)
  const lines = plain({ summary: '', blocks }, repository.people.people, { width: 500 })
    .split('\n')
    .map(line => line.replace(/^┃ ?/, ''))
    .filter(line => line !== '')
  for (const line of lines) expect(posted).toContain(line)
  for (const { counts } of numbers.functions)
    for (const { what, now } of counts) if (now > 0) expect(posted).toContain(says.functionTrends.happened(what, now))
})

test('[R39] [attack 73] a bot and a clone count the same, whatever happened in between', async () => {
  const it = await scenario({ files: { 'policies/monthly-overview.yaml': EXECUTIVE } })
  await it.watch()
  await it.asks()
  await it.passes({ hours: 32 })
  await it.reconciles()
  const events = (await it.store.eventsAfter(0, 10_000)).map(({ event }) => event)
  const told = postedOn(events, 'monthly-overview', it.clock.now().toISOString())
  const repository = await it.bot.world.policy()
  const wanted = {
    audience: 'executive',
    channel: told.channel,
    timeZone: 'America/Chicago',
    since: told.since,
  } as const
  const schedule = { at: '08:00', monthDay: 17, timeZone: 'America/Chicago' }
  const { portfolio, commit } = await digestFacts(
    { ...it.bot.world, now: () => new Date(told.drawn) },
    { ...wanted, schedule },
  )
  expect(commit).toBe(told.commit)
  expect(portfolioPosted(repository, { events, begun: events[0]?.at ?? '' }, told)).toEqual(portfolio)
})
