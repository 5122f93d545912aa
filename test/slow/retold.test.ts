/** The case file of a real change, written from a clone alone, comes to the verdict that Kedge gave. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { readRecord } from '../../src/core/record.ts'
import { openClone } from '../../src/edges/git.ts'
import { readCommit } from '../../src/edges/git-base.ts'
import { changeNamed } from '../../src/flows/recorded-change.ts'
import { decisionIn } from '../../src/flows/recorded-decision.ts'
import { rulesThen } from '../../src/flows/recorded-rules.ts'
import { retold } from '../../src/flows/retold.ts'
import { judgeStory, readStory, unlike } from '../../src/flows/story.ts'
import { opens } from '../scenarios/opens.ts'
import { MODEL, type Scenario, scenario, steady } from '../scenarios/world.ts'

/** As `kedge story` does it: from a fresh clone of what the local GitHub has. */
async function told(it: Scenario, word: string) {
  await it.watch()
  const folder = mkdtempSync(join(tmpdir(), 'kedge-clone-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  await promisify(execFile)('git', ['clone', '-q', it.air.github.cloneUrl, folder])
  const clone = await openClone(folder)
  const record = readRecord(await clone.record())
  const { genesis, head = { n: 0, hash: '' } } = record
  const { events } = changeNamed(record, word)
  const decision = decisionIn(events)
  const { commits } = await clone.mainHistory(genesis?.branch ?? '', genesis?.commit ?? '')
  const first = { commit: genesis?.commit ?? '', at: genesis?.at ?? '', paths: [] }
  const rules = await rulesThen([first, ...commits], events, decision, commit => readCommit(folder, commit))
  if (!rules) throw new Error('there are no rules')
  const file = retold(events, decision, rules, head)
  const read = readStory('case.yaml', file.text)
  const judged = judgeStory(read, undefined)
  return {
    ...file,
    story: read.story,
    expected: read.story.then,
    verdict: judged.verdict,
    unlike: unlike(read, judged),
    rules,
  }
}

/** Names of commits, seals and lines follow from the files of the working tree. */
const shown = (text: string) =>
  steady(text)
    .replace(/\b[0-9a-f]{64}\b/g, '<digest>')
    .replace(/\b[0-9a-f]{40}\b/g, '<commit>')
    .replace(/\b[0-9a-f]{32}\b/g, '<seal>')
    .replace(/line \d+,/, 'line N,')

const limit = (text: string) => text.replace('limit: 18.5', 'limit: 25')

test('[C3] a rollback that was approved at both doors and merged', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks()
  await it.presses('ana', 'Approve')
  await it.presses('bo', 'Approve')
  it.clock.move(60_000)
  await it.reviews('chen')
  expect((await it.pull()).merged).toBe(true)
  const file = await told(it, 'flight-delay')
  expect(file).toMatchObject({ agrees: true, unlike: [], rules: { sealed: true } })
  expect(file.verdict).toMatchObject({ is: 'approved', by: ['bo', 'chen'] })
  expect(shown(file.text)).toMatchInlineSnapshot(`
    "# change/00000000: rollback 1.1.0 → 1.0.0, pull request 1.
    # Roll flight-delay back from 1.1.0 to 1.0.0
    # From the record up to line N, <digest>; people and policies as of commit <commit>.
    # Merged 2001-04-16T06:01:00.000Z by kedge as <commit>.
    slackTeam: T000000001
    people:
      ana: {roles: [modelops, rule-owner], slack: U0ANA, github: 4}
      bo: {roles: [operations], slack: U0BO, github: 5}
      chen: {roles: [model-validation, rule-owner], slack: U0CHEN, github: 6}
      dana: {roles: [data-science], slack: U0DANA, github: 7}
      mara: {roles: [business], slack: U0MARA, github: 8}
      eli: {roles: [operations], slack: U0ELI, github: 9}
      fay: {roles: [model-validation, rule-owner], slack: U0FAY, github: 10}
    policies:
      - {id: approve-rollback, because: 'The way back to safety is quick, but never one person''s alone: somebody who runs the flights and somebody who judges the model independently both say yes.', covers: [rollback, hold], needs: [{role: operations, count: 1}, {role: model-validation, count: 1}], emergency: {needs: [{role: operations, count: 1}], reviewHours: 24}, withinHours: 24, merge: auto, channel: C0APPROVALS}
    change:
      kinds: [rollback]
      model: {id: flight-delay, tier: medium, useCase: passenger-notices}
      to: 1.0.0
      asks: ana
      askedAs: [slack:T000000001:U0ANA, github:4]
      at: '2001-04-16T06:00:00.000Z'
      authors: [kedge]
      shownTo: [[modelops, operations, model-validation, data-science, business]]
      seal: <seal>
    events:
      - {by: kedge, does: judge, at: '2001-04-16T06:00:00.000Z', answers: []}
      - {by: bo, does: approve, via: slack, at: '2001-04-16T06:00:00.000Z', seal: <seal>, account: slack:T000000001:U0BO}
      - {by: chen, does: approve, via: github, at: '2001-04-16T06:01:00.000Z', seal: <seal>, account: github:6}
      - {by: kedge, does: merge, at: '2001-04-16T06:01:00.000Z', account: github:12}
    now: '2001-04-16T06:01:00.000Z'
    then: {is: approved, counted: [bo, chen], review: false}
    "
  `)
})

test('[C3] one that was denied, and one whose denial was taken back', async () => {
  const it = await scenario()
  await it.watch()
  await it.asks()
  await it.presses('bo', 'Approve')
  await it.presses('chen', 'Deny')
  await it.submits('chen', 'It is worse on the same flights.')
  const no = await told(it, '1')
  expect(no).toMatchObject({ agrees: true, unlike: [], expected: { is: 'denied' } })
  expect(no.verdict).toMatchObject({ is: 'denied', because: 'It is worse on the same flights.' })
  await it.passes({ minutes: 5 })
  await it.presses('chen', 'Approve')
  const yes = await told(it, '#1')
  expect(yes).toMatchObject({ agrees: true, unlike: [], expected: { is: 'approved', counted: ['bo', 'chen'] } })
})

test('[C3] a pull request of somebody’s own to which another pushed', async () => {
  const it = await scenario()
  await opens(it, 'dana', { [MODEL]: limit }, 'Loosen the limit')
  await it.presses('fay', 'Approve')
  await it.passes({ hours: 1 })
  await it.pushes('chen', text => text.replace('limit: 25', 'limit: 24'))
  await it.presses('chen', 'Approve')
  const waiting = await told(it, 'pull-1')
  expect(waiting).toMatchObject({ agrees: true, unlike: [], expected: { is: 'pending', counted: [] } })
  expect(waiting.verdict.ignored.map(({ person, code }) => `${person} ${code}`)).toEqual(['fay other-seal'])
  await it.passes({ hours: 1 })
  await it.presses('fay', 'Approve')
  const { number } = await it.pull()
  await it.air.github.person('dana').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  await it.settle()
  const merged = await told(it, 'change/pull-1')
  expect(merged).toMatchObject({ agrees: true, unlike: [], verdict: { is: 'approved', by: ['fay'] } })
  expect(merged.story.events?.map(({ does, by }) => `${by} ${does}`)).toMatchInlineSnapshot(`
    [
      "kedge judge",
      "fay approve",
      "chen push",
      "fay approve",
      "dana merge",
    ]
  `)
})

test('[C3] an emergency says that somebody must look at it', async () => {
  const it = await scenario()
  await it.watch()
  await it.says('ana', 'flight-ops', '/kedge rollback flight-delay to 1.0.0 as emergency because it cannot wait')
  await it.presses('bo', 'Approve')
  const { number } = await it.pull()
  await it.says('chen', 'approvals', `/kedge review ${number} found that it was right`)
  const file = await told(it, 'flight-delay')
  expect(file).toMatchObject({ agrees: true, unlike: [], verdict: { is: 'approved', by: ['bo'] } })
  expect(file.story.then).toEqual({ is: 'approved', counted: ['bo'], review: true })
  expect(file.text).toContain('reviewed by chen')
})
