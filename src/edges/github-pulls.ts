/** Pull requests and their reviews, as GitHub has them. */
import type { Eyes, Hands, Pull, Review } from '../flows/world.ts'
import { says } from '../words/says.ts'
import type { GitHubClient } from './github-client.ts'

/** Reading again what a list already said gives who merged it, which lists leave out. */
export async function pullOfBranch(client: GitHubClient, branch: string): Promise<Pull | undefined> {
  const head = `${client.settings.owner}:${branch}`
  const found = await client.every(
    'pulls.list',
    { head, state: 'all', sort: 'created', direction: 'desc' },
    a => a.data,
  )
  // A fork of the same owner can have a branch of the same name.
  const ours = found.filter(p => p.head.ref === branch && isHere(client, p.head.repo?.full_name))
  const newest = ours.reduce((a, b) => Math.max(a, b.number), 0)
  return newest === 0 ? undefined : pullNumber(client, newest)
}

export async function pullNumber(client: GitHubClient, number: number): Promise<Pull> {
  const { data: p } = await client.call('pulls.get', { pull_number: number })
  const { merged_by } = p
  const done = p.merged && p.merge_commit_sha ? { mergeCommit: p.merge_commit_sha } : {}
  return {
    number,
    url: p.html_url,
    title: p.title,
    body: p.body ?? '',
    state: p.merged ? 'merged' : p.state === 'open' ? 'open' : 'closed',
    draft: p.draft ?? false,
    branch: p.head.ref,
    fork: isFork(p),
    head: p.head.sha,
    base: p.base.ref,
    ...done,
    ...(p.merged_at && { mergedAt: p.merged_at }),
    ...(merged_by && { mergedBy: { id: merged_by.id, login: merged_by.login } }),
    author: account(p.user),
    mergeable: p.state === 'open' ? (MERGEABLE[p.mergeable_state] ?? 'unknown') : 'unknown',
    reviewers: reviewersOf(p),
  }
}

/** Asked for once each: a repository that is renamed leads on from its old addresses. */
export function pullUrls(pull: Eyes['pull']): Eyes['pullUrl'] {
  const known = new Map<number, string>()
  return async number => {
    const url = known.get(number) ?? (await pull(number)).url
    known.set(number, url)
    return url
  }
}

/** Those that go to this branch, oldest first; a list does not say whether one can be merged. */
export async function openPulls(client: GitHubClient, base: string): Promise<readonly Pull[]> {
  const found = await client.every(
    'pulls.list',
    { base, state: 'open', sort: 'created', direction: 'asc' },
    a => a.data,
  )
  return found.map(p => ({
    number: p.number,
    url: p.html_url,
    title: p.title,
    body: p.body ?? '',
    state: 'open',
    draft: p.draft ?? false,
    branch: p.head.ref,
    fork: isFork(p),
    head: p.head.sha,
    base: p.base.ref,
    author: account(p.user),
    mergeable: 'unknown',
    reviewers: reviewersOf(p),
  }))
}

function reviewersOf(p: {
  requested_reviewers?: readonly { login: string }[] | null
  requested_teams?: readonly { name: string }[] | null
}): string[] {
  const people = (p.requested_reviewers ?? []).map(user => `@${user.login}`)
  return [...people, ...(p.requested_teams ?? []).map(team => says.edgeGithubPulls.team(team.name))]
}

/** By their numbers: a repository may be renamed, and the one of a fork may be gone. */
function isFork({ head, base }: { head: { repo: { id: number } | null }; base: { repo: { id: number } } }): boolean {
  return head.repo?.id !== base.repo.id
}

/** `unstable` and `has_hooks` can be merged: a check that nobody requires is not green, or hooks will run. */
const MERGEABLE: Readonly<Record<string, Pull['mergeable']>> = {
  clean: 'yes',
  unstable: 'yes',
  has_hooks: 'yes',
  blocked: 'blocked',
  draft: 'blocked',
  behind: 'behind',
  dirty: 'conflict',
}

/** All of them, oldest first. Reviews that were begun and never submitted are nobody's word yet. */
export async function reviewsOf(client: GitHubClient, pull: number): Promise<readonly Review[]> {
  const all = await client.every('pulls.listReviews', { pull_number: pull }, a => a.data)
  const reviews = all.flatMap(r => {
    const state = states[r.state.toUpperCase()]
    if (state === undefined) return []
    return [{ id: r.id, user: account(r.user), state, head: r.commit_id ?? '', at: r.submitted_at ?? '' }]
  })
  return reviews.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id - b.id))
}

const states: Readonly<Record<string, Review['state']>> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes-requested',
  DISMISSED: 'dismissed',
  COMMENTED: 'commented',
}

export const pullHands = (client: GitHubClient): Pick<Hands, 'createPull' | 'updatePull' | 'merge'> => ({
  async createPull({ branch, base, title, body }) {
    const { data } = await client.call('pulls.create', { head: branch, base, title, body })
    return { number: data.number }
  },
  async updatePull(number, { title, body, closes }) {
    await client.call('pulls.update', { pull_number: number, title, body, ...(closes && { state: 'closed' }) })
  },
  async merge({ number, head, title, message }) {
    const words = { commit_title: title, commit_message: message }
    const { data } = await client.call('pulls.merge', {
      pull_number: number,
      sha: head,
      merge_method: 'merge',
      ...words,
    })
    return { sha: data.sha }
  },
})

/** Somebody who deleted the account has no number, and nobody in `people` has this one. */
const ghost = { id: 0, login: 'ghost', bot: false }

function account(user: { id: number; login: string; type: string } | null): Pull['author'] {
  return user ? { id: user.id, login: user.login, bot: user.type !== 'User' } : ghost
}

function isHere(client: GitHubClient, fullName: string | undefined): boolean {
  return fullName?.toLowerCase() === client.repository.toLowerCase()
}
