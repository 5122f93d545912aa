import type { Turn } from '../flows/world.ts'
import type { GitHubClient } from './github-client.ts'

/** When a pull request was closed, opened again, made a draft, made ready and given another base, oldest first; every page. */
export async function turnsOf(client: GitHubClient, pull: number): Promise<readonly Turn[]> {
  const all = await client.every('issues.listEventsForTimeline', { issue_number: pull }, a => a.data)
  const turns = all.flatMap(it => {
    const to = 'event' in it && it.event !== undefined && Object.hasOwn(TURNS, it.event) ? TURNS[it.event] : undefined
    return to && 'created_at' in it && it.created_at !== undefined ? [{ to, at: it.created_at }] : []
  })
  return turns.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

/** Everything else on a timeline (comments, commits, labels) turns nothing. */
const TURNS: Readonly<Record<string, Turn['to']>> = {
  closed: 'closed',
  reopened: 'open',
  convert_to_draft: 'draft',
  ready_for_review: 'ready',
  base_ref_changed: 'base',
  // The branch it went to was merged and deleted, and GitHub gave it the base of that one.
  automatic_base_change_succeeded: 'base',
  base_ref_force_pushed: 'base',
}
