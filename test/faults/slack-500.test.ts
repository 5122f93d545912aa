import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { expectSameEnding } from '../fixtures/same-ending.ts'
import { first, outage, weather, withoutSorry } from './outage.ts'

const memory = await mkdtemp(join(tmpdir(), 'kedge-memory-'))
afterAll(() => rm(memory, { recursive: true, force: true }))
const whole = await outage(memory)

test('the path holds all these methods', () => {
  expect(whole.log).toEqual([])
  expect([...whole.routes.slack].sort()).toMatchInlineSnapshot(`
    [
      "POST /api/auth.test",
      "POST /api/chat.postEphemeral",
      "POST /api/chat.postMessage",
      "POST /api/chat.update",
      "POST /api/conversations.history",
      "POST /api/conversations.replies",
      "POST /api/files.completeUploadExternal",
      "POST /api/files.getUploadURLExternal",
      "POST /api/users.info",
      "POST /api/views.open",
    ]
  `)
})

describe('[A10] Slack fails', () => {
  test('[A10] and the answer to a post is lost after it was done: it is found by its metadata and not repeated', async () => {
    const { ending, log } = await outage(memory, first('slack', ['POST /api/chat.postMessage'], 'cut-after', 3))
    expect(log.join('\n')).toContain('chat.postMessage')
    expectSameEnding(ending, whole.ending, 0)
  })

  test('[A10] and every other answer is lost after it was done: private words alone may be said twice', async () => {
    const others = whole.routes.slack.filter(route => !route.endsWith('chat.postMessage'))
    const { ending } = await outage(memory, first('slack', others, 'cut-after'))
    expectSameEnding(withoutSorry(ending), whole.ending, 1)
  })
})

describe('[A10] both fail now and then, before the deed or after it, all day long', () => {
  test.each([1, 2, 3])('[A10] the same end, and only private words are said twice (%i)', async seed => {
    const { rule, unheard } = weather(seed)
    const { ending } = await outage(memory, rule)
    expectSameEnding(withoutSorry(ending), whole.ending, unheard())
  })
})
