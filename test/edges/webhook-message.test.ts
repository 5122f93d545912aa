import { expect, test } from 'vitest'
import type { GitHubDelivery } from '../../src/edges/github-webhooks.ts'
import { webhookMessage } from '../../src/edges/webhook-message.ts'

type Event = Extract<GitHubDelivery, { readonly is: 'event' }>

const AT = new Date('2001-04-16T06:00:00Z')
const kept = (given: Partial<Event> & Pick<Event, 'event'>) => {
  const { body, fold } = webhookMessage({ is: 'event', guid: 'g-1', body: {}, ...given }, AT)
  return `${fold} ${body}`
}

test('[A5] what is kept of a webhook says where to look, and that something was closed', () => {
  expect([
    kept({ event: 'pull_request', action: 'opened', pull: 7, sender: 5 }),
    kept({ event: 'pull_request', action: 'closed', pull: 7, sender: 5 }),
    kept({ event: 'pull_request_review', action: 'submitted', pull: 7, sender: 5 }),
    kept({ event: 'workflow_run', action: 'completed', sender: 5 }),
    kept({ event: 'push', ref: 'refs/heads/main', sender: 5 }),
  ]).toMatchInlineSnapshot(`
    [
      "github:7 {"event":"pull_request","pull":7}",
      "github:7:closed {"event":"pull_request","pull":7,"closed":true}",
      "github:7 {"event":"pull_request_review","pull":7}",
      "github:all {"event":"workflow_run"}",
      "github:all {"event":"push"}",
    ]
  `)
})

test('[C11] what our own hands do says who did it, and nobody else’s word is folded into it', () => {
  expect([
    kept({ event: 'pull_request', action: 'edited', pull: 7, sender: 12 }),
    kept({ event: 'pull_request', action: 'edited', pull: 7, sender: 5 }),
    kept({ event: 'check_run', action: 'created', pull: 7, sender: 12 }),
    kept({ event: 'check_run', action: 'completed', pull: 7, sender: 12 }),
    kept({ event: 'check_run', action: 'rerequested', pull: 7, sender: 12 }),
    kept({ event: 'push', ref: 'refs/heads/kedge/record', sender: 12 }),
    kept({ event: 'push', ref: 'refs/heads/main', sender: 12 }),
  ]).toMatchInlineSnapshot(`
    [
      "github:7:edited:12 {"event":"pull_request","pull":7,"edited":true,"by":12}",
      "github:7:edited:5 {"event":"pull_request","pull":7,"edited":true,"by":5}",
      "github:7:12 {"event":"check_run","pull":7,"by":12}",
      "github:7:12 {"event":"check_run","pull":7,"by":12}",
      "github:7 {"event":"check_run","pull":7}",
      "github:all:12 {"event":"push","by":12}",
      "github:all {"event":"push"}",
    ]
  `)
})
