import type { Incoming } from '../flows/store.ts'
import type { GitHubDelivery } from './github-webhooks.ts'

type Event = Extract<GitHubDelivery, { readonly is: 'event' }>

/** What is kept of a webhook: where to look, and whatever cannot be seen any more by then. Its words are never believed. */
export function webhookMessage(delivery: Event, at: Date): Incoming {
  const { event, action, guid, pull } = delivery
  // That it was closed cannot be seen any more once it is open again, and closing clears votes.
  const closed = event === 'pull_request' && action === 'closed'
  const edited = event === 'pull_request' && action === 'edited'
  const by = hasEcho(delivery) ? delivery.sender : undefined
  const body = {
    event,
    ...(pull !== undefined && { pull }),
    ...(closed && { closed }),
    ...(edited && { edited }),
    ...(by !== undefined && { by }),
  }
  // What somebody else did must not be folded into what we did, which nobody looks at.
  const what = closed ? ['closed'] : edited ? ['edited'] : []
  const fold = ['github', pull ?? 'all', ...what, ...(by === undefined ? [] : [by])].join(':')
  return { delivery: `github:${guid}`, flow: 'github', body: JSON.stringify(body), at, fold, later: true }
}

/** Whether our own hands cause this too, and know all of it then: a body written, a check set, a branch or the record pushed. */
function hasEcho({ event, action = '', ref = '' }: Event): boolean {
  if (event === 'pull_request') return action === 'edited'
  if (event === 'check_run') return action === 'created' || action === 'completed'
  return event === 'push' && ref.startsWith('refs/heads/kedge/')
}
