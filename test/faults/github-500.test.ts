import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { expectSameEnding } from '../fixtures/same-ending.ts'
import { first, outage, withoutSorry } from './outage.ts'

/** Octokit itself tries a read three times; the fourth refusal reaches the outbox. */
const BEYOND_RETRIES = 4
const READS_AT_ONCE = 4

const memory = await mkdtemp(join(tmpdir(), 'kedge-memory-'))
afterAll(() => rm(memory, { recursive: true, force: true }))
const whole = await outage(memory)
const reads = whole.routes.github.filter(route => route.startsWith('GET '))
const writes = whole.routes.github.filter(route => !route.startsWith('GET '))
const error = { status: 500, body: { message: 'Server Error' } }

test('[A10] without a fault nothing is logged, and the path holds all these calls', () => {
  expect(whole.log).toEqual([])
  expect([...reads].sort()).toMatchInlineSnapshot(`
    [
      "GET /app",
      "GET /repos/acme/models/actions/workflows/deliver-model.yml/runs",
      "GET /repos/acme/models/activity",
      "GET /repos/acme/models/branches/kedge%2F{branch}",
      "GET /repos/acme/models/branches/main",
      "GET /repos/acme/models/branches/main/protection",
      "GET /repos/acme/models/commits/{sha}/check-runs",
      "GET /repos/acme/models/compare/main...{sha}",
      "GET /repos/acme/models/compare/{sha}...{sha}",
      "GET /repos/acme/models/git/blobs/{sha}",
      "GET /repos/acme/models/git/commits/{sha}",
      "GET /repos/acme/models/git/matching-refs/heads%2Fkedge%2Frecord",
      "GET /repos/acme/models/git/matching-refs/heads%2Fkedge%2F{branch}",
      "GET /repos/acme/models/git/matching-refs/heads%2Fmain",
      "GET /repos/acme/models/git/trees/{sha}",
      "GET /repos/acme/models/installation",
      "GET /repos/acme/models/issues/{n}/events",
      "GET /repos/acme/models/pulls",
      "GET /repos/acme/models/pulls/{n}",
      "GET /repos/acme/models/pulls/{n}/reviews",
      "GET /repos/acme/models/rules/branches/main",
      "GET /repos/acme/models/tarball/{sha}",
      "GET /users/kedge%5Bbot%5D",
    ]
  `)
  expect([...writes].sort()).toMatchInlineSnapshot(`
    [
      "PATCH /repos/acme/models/check-runs/{n}",
      "PATCH /repos/acme/models/git/refs/heads%2Fkedge%2Frecord",
      "PATCH /repos/acme/models/pulls/{n}",
      "POST /app/installations/{n}/access_tokens",
      "POST /repos/acme/models/actions/workflows/deliver-model.yml/dispatches",
      "POST /repos/acme/models/check-runs",
      "POST /repos/acme/models/git/commits",
      "POST /repos/acme/models/git/refs",
      "POST /repos/acme/models/git/trees",
      "POST /repos/acme/models/pulls",
      "PUT /repos/acme/models/pulls/{n}/merge",
    ]
  `)
})

describe('[A10] GitHub answers 500', () => {
  test.each(writes)('[A10] and the answer to %s is lost after it was done: the same end', async route => {
    const { ending } = await outage(memory, first('github', [route], 'cut-after'))
    expectSameEnding(withoutSorry(ending), whole.ending, 0)
  })

  // The first makes the record’s branch, the second that of the change.
  test.each([error, 'cut-after'] as const)(
    '[A10] to the making of the branch of a change (%o): the same end',
    async fault => {
      const { ending } = await outage(memory, first('github', ['POST /repos/acme/models/git/refs'], fault, 1, 1))
      expectSameEnding(withoutSorry(ending), whole.ending, 0)
    },
  )

  test.each(chunks(reads))('[A10] again and again to %s …: the same end', async (...routes) => {
    const { ending } = await outage(memory, first('github', routes, error, BEYOND_RETRIES))
    expectSameEnding(withoutSorry(ending), whole.ending, 0)
  })
})

function chunks(list: readonly string[]): string[][] {
  const from = Array.from({ length: Math.ceil(list.length / READS_AT_ONCE) }, (_, i) => i * READS_AT_ONCE)
  return from.map(start => list.slice(start, start + READS_AT_ONCE))
}
