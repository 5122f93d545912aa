import { didYouMean } from '../core/did-you-mean.ts'
import { isHere, People, type Person } from '../core/people.ts'
import { waiting } from '../core/placeholder.ts'
import { type Complaint, policyKind } from '../core/policy-kind.ts'

export default policyKind({
  kind: 'people',
  summary: 'Who is who: Slack user, GitHub account, roles. Only these people are ever counted.',
  schema: People,
  complaints: policy => [
    ...DOORS.flatMap(door => twins(policy, door)),
    ...voiceless(policy),
    ...stranger(policy),
    ...unfilled(policy),
  ],
})

/** One account is one person; otherwise one human could fill two of the slots an approval asks for. */
function twins({ people }: People, door: Door): Complaint[] {
  const accounts = Object.entries(people).map(([id, person]) => ({ id, account: door.account(person) }))
  return accounts.flatMap(({ id, account }, i): Complaint[] => {
    const first = accounts.slice(0, i).find(other => account !== undefined && other.account === account)
    if (first === undefined) return []
    const says = `\`${id}\` and \`${first.id}\` have the same ${door.name}: one person would be counted as two.`
    const fix = `Keep one of the two, or give \`${id}\` an account of their own`
    return [{ at: ['people', id, ...door.at], code: 'same-account', says, fix }]
  })
}

interface Door {
  readonly name: string
  readonly at: readonly string[]
  readonly account: (person: Person) => string | number | undefined
}

const DOORS: readonly Door[] = [
  { name: 'Slack user', at: ['slack'], account: person => person.slack },
  { name: 'GitHub id', at: ['github', 'id'], account: person => person.github?.id },
  { name: 'GitHub login', at: ['github', 'login'], account: person => person.github?.login.toLowerCase() },
]

function voiceless({ people }: People): Complaint[] {
  return Object.entries(people).flatMap(([id, person]): Complaint[] => {
    if (person.slack !== undefined || person.github !== undefined) return []
    const says = `\`${id}\` has neither a Slack user nor a GitHub account, so nothing they do can be seen.`
    return [{ at: ['people', id], code: 'no-account', says, fix: 'Add `slack` or `github`', level: 'warning' }]
  })
}

function unfilled({ slackTeam, people }: People): Complaint[] {
  const team = 'Write the workspace’s id: it stands in the address of Slack in a browser, app.slack.com/client/T…'
  const account = 'Write the id from https://api.github.com/users/<login>, and the login beside it'
  return [
    ...waiting(['slackTeam'], slackTeam, team),
    ...Object.entries(people).flatMap(([id, { github }]) =>
      waiting(['people', id, 'github', 'id'], github?.id, account),
    ),
  ]
}

/** Whoever answers for everything has to be here. */
function stranger({ processOwner, people }: People): Complaint[] {
  if (processOwner === undefined) return []
  const person = Object.hasOwn(people, processOwner) ? people[processOwner] : undefined
  if (person !== undefined && !isHere(person, 'for good')) {
    const says = `\`${processOwner}\` left on ${person.left}, so nobody answers for the whole.`
    return [{ at: ['processOwner'], code: 'departed-person', says, fix: 'Name somebody who is here' }]
  }
  if (person !== undefined) return []
  const says = `\`processOwner\` is \`${processOwner}\`, who is not in \`people\`.${didYouMean(processOwner, Object.keys(people))}`
  const fix = `Write one of its keys, or add \`${processOwner}\` to it`
  return [{ at: ['processOwner'], code: 'unknown-person', says, fix }]
}
