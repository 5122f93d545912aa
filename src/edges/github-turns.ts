import type { Turn } from '../flows/world.ts'
import type { GitHubClient } from './github-client.ts'

/**
 * When a pull request was closed, opened again, made a draft, made ready and given another base, and when which of its
 * reviews were dismissed; oldest first, every page. Its issue events tell all of it; its timeline need not tell of a base.
 */
export async function turnsOf(client: GitHubClient, pull: number): Promise<readonly Turn[]> {
  const all = await client.every('issues.listEvents', { issue_number: pull }, a => a.data)
  const turns = all.flatMap(it =>
    turnOf(it.event, it.created_at, 'dismissed_review' in it ? it.dismissed_review : undefined),
  )
  return turns.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

interface Dismissed {
  readonly review_id: number
  readonly state: string
}

function turnOf(event: string, at: string, dismissed: Dismissed | undefined): Turn[] {
  if (event === 'review_dismissed' && dismissed) {
    const was = SAID[dismissed.state.toLowerCase()]
    return [{ to: 'dismissed', at, review: dismissed.review_id, ...(was && { was }) }]
  }
  const to = Object.hasOwn(TURNS, event) ? TURNS[event] : undefined
  return to ? [{ to, at }] : []
}

/** Every other event (a label, a new title, a review that is asked for) turns nothing. */
const TURNS: Readonly<Record<string, Exclude<Turn['to'], 'dismissed'>>> = {
  closed: 'closed',
  reopened: 'open',
  convert_to_draft: 'draft',
  ready_for_review: 'ready',
  base_ref_changed: 'base',
  // The branch it went to was merged and deleted, and GitHub gave it the base of that one.
  automatic_base_change_succeeded: 'base',
  // Not in GitHub’s manual, but in its GraphQL; what the base is was moved under those who had looked.
  base_ref_force_pushed: 'base',
}

const SAID: Readonly<Record<string, (Turn & { to: 'dismissed' })['was']>> = {
  approved: 'approved',
  changes_requested: 'changes-requested',
  commented: 'commented',
}
