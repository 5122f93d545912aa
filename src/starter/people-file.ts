import type { Person } from '../core/people.ts'
import { yamlScalar } from '../repository/yaml-scalar.ts'
import { says } from '../words/says.ts'
import { type Answers, type Files, ROLES } from './answers.ts'
import { yamlComment, yamlHead } from './yaml-comment.ts'

/** Who is who. */
export function peopleFiles({ organisation, people, slackTeam }: Answers): Files {
  const list = Object.entries(people).map(([id, person]) => personOf(id, person))
  const roles = ROLES.map(role => yamlComment(`  ${role}: ${says.peopleFile.roles[role]}`)).join('')
  const [owner] = Object.keys(people).filter(id => people[id]?.roles.includes('governance'))
  const whole = owner === undefined ? '' : `processOwner: ${owner} # ${says.peopleFile.processOwner}\n`
  return {
    'policies/people.yaml': `${yamlHead('policy', says.peopleFile.comment)}${roles}${yamlComment(says.peopleFile.ids)}kind: people
id: people
because: ${yamlScalar(says.peopleFile.because(organisation))}
slackTeam: ${slackTeam}
${whole}people:
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
