/** Issues of ours: found again by a mark that nobody reads, and only where our own App wrote it. */
import type { Eyes, Hands } from '../flows/world.ts'
import type { GitHubClient } from './github-client.ts'
import type { OwnAccount } from './github-self.ts'

/** A pull request is an issue too, and everybody may write our mark into theirs. */
export function issueEyes(client: GitHubClient, self: OwnAccount): Pick<Eyes, 'issue' | 'isCommented'> {
  return {
    async issue(mark, since) {
      const asked = { state: 'all' as const, since: since.toISOString(), sort: 'created' as const }
      const [all, own] = await Promise.all([client.every('issues.listForRepo', asked, a => a.data), self()])
      const ours = all.filter(it => !it.pull_request && it.user?.id === own && it.body?.includes(mark))
      const first = ours.toSorted((a, b) => a.number - b.number)[0]
      return first && { number: first.number, url: first.html_url, open: first.state === 'open' }
    },
    async isCommented(issue, mark) {
      const asked = { issue_number: issue }
      const [all, own] = await Promise.all([client.every('issues.listComments', asked, a => a.data), self()])
      return all.some(it => it.user?.id === own && it.body?.includes(mark))
    },
  }
}

export const issueHands = (client: GitHubClient): Pick<Hands, 'createIssue' | 'commentIssue' | 'closeIssue'> => ({
  async createIssue({ title, body, labels }) {
    const { data } = await client.call('issues.create', { title, body, labels: [...labels] })
    return { number: data.number, url: data.html_url }
  },
  async commentIssue(issue_number, body) {
    await client.call('issues.createComment', { issue_number, body })
  },
  async closeIssue(issue_number) {
    await client.call('issues.update', { issue_number, state: 'closed', state_reason: 'completed' })
  },
})
