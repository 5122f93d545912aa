import { nearest } from '../core/did-you-mean.ts'
import { isHere, People, type Person } from '../core/people.ts'
import { waiting } from '../core/placeholder.ts'
import { type Complaint, policyKind } from '../core/policy-kind.ts'
import { says } from '../words/says.ts'

export default policyKind({
  kind: 'people',
  summary: says.policyPeople.summary,
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
    return [
      { at: ['people', id, ...door.at], code: 'same-account', ...says.policyPeople.same[door.name](id, first.id) },
    ]
  })
}

interface Door {
  readonly name: keyof typeof says.policyPeople.same
  readonly at: readonly string[]
  readonly account: (person: Person) => string | number | undefined
}

const DOORS: readonly Door[] = [
  { name: 'slackUser', at: ['slack'], account: person => person.slack },
  { name: 'githubId', at: ['github', 'id'], account: person => person.github?.id },
  { name: 'githubLogin', at: ['github', 'login'], account: person => person.github?.login.toLowerCase() },
]

function voiceless({ people }: People): Complaint[] {
  return Object.entries(people).flatMap(([id, person]): Complaint[] => {
    if (person.slack !== undefined || person.github !== undefined) return []
    return [{ at: ['people', id], code: 'no-account', ...says.policyPeople.noAccount(id), level: 'warning' }]
  })
}

function unfilled({ slackTeam, people }: People): Complaint[] {
  return [
    ...waiting(['slackTeam'], slackTeam, says.policyPeople.workspaceId),
    ...Object.entries(people).flatMap(([id, { github }]) =>
      waiting(['people', id, 'github', 'id'], github?.id, says.policyPeople.accountId),
    ),
  ]
}

/** Whoever answers for everything has to be here. */
function stranger({ processOwner, people }: People): Complaint[] {
  if (processOwner === undefined) return []
  const person = Object.hasOwn(people, processOwner) ? people[processOwner] : undefined
  if (person !== undefined && !isHere(person, 'for good')) {
    return [
      { at: ['processOwner'], code: 'departed-person', ...says.policyPeople.ownerLeft(processOwner, person.left) },
    ]
  }
  if (person !== undefined) return []
  const near = nearest(processOwner, Object.keys(people))
  return [{ at: ['processOwner'], code: 'unknown-person', ...says.policyPeople.ownerUnknown(processOwner, near) }]
}
