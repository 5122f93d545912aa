import type { GitHubClient } from './github-client.ts'

/** The numeric ids of everybody in a team, `org/team`, and in the teams below it. */
export async function membersOf(client: GitHubClient, name: string): Promise<readonly number[]> {
  const [org = '', team_slug = ''] = name.split('/')
  const members = await client.every('teams.listMembersInOrg', { org, team_slug }, a => a.data)
  return members.map(({ id }) => id)
}
