import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fixture, fixture } from './github-fixture.ts'

const MARK = '<!-- kedge:case/churn-2026-03-01 -->'
const EVER = new Date(0)
let f: Fixture
beforeAll(async () => {
  f = await fixture()
})
afterAll(() => f.close())

test('[D8] an issue is found by its mark in what our App wrote, not in what others wrote, and closed after a comment', async () => {
  const { see, do: hands } = f.edge
  const forged = { title: 'Mine', body: `Found ${MARK}` }
  await f.gh.person('ana').call('POST', '/repos/acme/models/issues', forged)
  expect(await see.issue(MARK, EVER)).toBeUndefined()
  const made = await hands.createIssue({ title: 'churn: worse', body: `It is worse.\n\n${MARK}`, labels: ['risk'] })
  expect(await see.issue(MARK, EVER)).toMatchObject({ number: made.number, url: made.url, open: true })
  expect(await see.issue(MARK.replace('churn', 'delay'), EVER)).toBeUndefined()
  expect(await see.issue(MARK, new Date(Date.now() + 86_400_000))).toBeUndefined()

  await f.gh.person('ana').call('POST', `/repos/acme/models/issues/${made.number}/comments`, { body: MARK })
  expect(await see.isCommented(made.number, MARK)).toBe(false)
  await hands.commentIssue(made.number, `Recovered.\n\n${MARK}`)
  expect(await see.isCommented(made.number, MARK)).toBe(true)
  await hands.closeIssue(made.number)
  expect(await see.issue(MARK, EVER)).toMatchObject({ number: made.number, open: false })
})
