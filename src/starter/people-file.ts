import type { Person } from '../core/people.ts'
import { yamlScalar } from '../repository/yaml-scalar.ts'
import { type Answers, type Files, ROLES } from './answers.ts'

/** Who is who. */
export function peopleFiles({ organisation, people, slackTeam }: Answers): Files {
  const list = Object.entries(people).map(([id, person]) => personOf(id, person))
  const roles = Object.entries(ROLES).map(([role, says]) => `#   ${role}: ${says}\n`)
  const [owner] = Object.keys(people).filter(id => people[id]?.roles.includes('governance'))
  const because = `Approvals count people, so everybody at ${organisation} who may be counted stands here once.`
  return {
    'policies/people.yaml': `# yaml-language-server: $schema=policy.schema.json
# Whoever asks for a change is never counted, so each role that approves needs two people. The roles are your words;
# these are the ones the approvals in this folder ask for:
${roles.join('')}# A Slack id is in profile → ⋮ → Copy member ID, a GitHub id in https://api.github.com/users/<login>.
kind: people
id: people
because: ${yamlScalar(because)}
slackTeam: ${slackTeam}
${owner === undefined ? '' : `processOwner: ${owner} # answers for the whole\n`}people:
${list.join('')}`,
  }
}

function personOf(id: string, { name, slack, github, roles }: Person): string {
  const lines = [
    `  ${id}:`,
    `    name: ${yamlScalar(name)}`,
    ...(slack === undefined ? [] : [`    slack: ${slack}`]),
    ...(github === undefined ? [] : [`    github: { login: ${yamlScalar(github.login)}, id: ${github.id} }`]),
    ...rolesOf(roles),
  ]
  return `${lines.join('\n')}\n`
}

/** In one line, as long as they are words that a list in one line cannot mistake. */
function rolesOf(roles: readonly string[]): readonly string[] {
  const spelled = roles.map(yamlScalar)
  if (spelled.every(role => /^[a-z][a-z0-9-]*$/.test(role))) return [`    roles: [${spelled.join(', ')}]`]
  return ['    roles:', ...spelled.map(role => `      - ${role}`)]
}
