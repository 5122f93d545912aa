import Type, { type Static } from 'typebox'
import type { Model } from '../core/model.ts'
import { ChannelId, closed, described, Id, PersonId } from '../core/naming.ts'
import { isHere } from '../core/people.ts'
import { type Branch, type Complaint, type ExampleResult, policyKind } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { says } from '../words/says.ts'

const Name = Type.String({ minLength: 1, maxLength: 200 })

const Example = Type.Object(
  {
    found: Name,
    registered: Type.Optional(Type.Array(Name, { description: says.discovery.fields.registered })),
    // biome-ignore lint/suspicious/noThenProperty: examples read `found …, then …`; a schema is never awaited.
    then: Type.Union([Type.Literal('registered'), Type.Literal('ignored'), Type.Literal('unregistered')]),
  },
  closed,
)

/** Where models may run that nobody registered, and whom to ask about one. */
export const Discovery = Type.Object(
  {
    kind: Type.Literal('discovery'),
    id: Id,
    because: Type.String(),
    fix: Type.String({ description: says.discovery.fields.fix }),
    looks: Type.Object(
      {
        connection: Type.String({ description: says.discovery.fields.connection }),
        sql: Type.String({ description: says.discovery.fields.sql }),
      },
      { ...closed, description: says.discovery.fields.looks },
    ),
    every: Type.Union([Type.Literal('day'), Type.Literal('week')]),
    ignores: Type.Optional(
      Type.Array(
        Type.Object(
          { name: described(Name, says.discovery.fields.name), because: Type.String({ minLength: 1 }) },
          closed,
        ),
        { description: says.discovery.fields.ignores },
      ),
    ),
    asks: PersonId,
    channel: Type.Optional(ChannelId),
    examples: Type.Array(Example, { minItems: 1 }),
  },
  { ...closed, description: says.discovery.fields.about },
)
export type Discovery = Static<typeof Discovery>

export default policyKind({
  kind: 'discovery',
  summary: says.discovery.summary,
  schema: Discovery,
  examples,
  failing: ['unregistered'],
  decides: ['ignores'],
  branches,
  complaints,
})

/** Whether something that was found is a model of the repository, is none in use, or is unknown: somebody must be asked. */
export function standing(policy: Discovery, found: string, registered: readonly string[]): Found {
  const name = found.toLowerCase()
  if (registered.some(known => known.toLowerCase() === name)) return { is: 'registered' }
  const ignored = policy.ignores?.find(ignore => matches(ignore.name.toLowerCase(), name))
  return ignored ? { is: 'ignored', because: ignored.because } : { is: 'unregistered' }
}

export interface Found {
  readonly is: 'registered' | 'ignored' | 'unregistered'
  readonly because?: string
}

/** Every name a model goes by: its id, and what it is called elsewhere. */
export function namesOf(models: readonly Model[]): readonly string[] {
  return models.flatMap(model => [model.id, ...(model.knownAs ?? [])])
}

/** Without a regular expression, so that no name can make it slow: the pieces between the stars, one after the other. */
function matches(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return pattern === name
  let at = first.length
  if (!name.startsWith(first)) return false
  for (const piece of rest) {
    const found = name.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return name.endsWith(last) && name.length - last.length >= at
}

function examples(policy: Discovery): readonly ExampleResult[] {
  return policy.examples.map(({ found, registered = [], then }, index) => {
    const { is, because } = standing(policy, found, registered)
    return { index, expected: then, got: is, trace: because === undefined ? [] : [because] }
  })
}

function branches(policy: Discovery): readonly Branch[] {
  const answers = policy.examples.map(({ found, registered = [] }) => standing(policy, found, registered))
  const ends = (is: Found['is']) => answers.some(it => it.is === is)
  return [
    ...(policy.ignores ?? []).map(({ name, because }, i) => ({
      at: ['ignores', i],
      says: says.discovery.neverIgnored(name),
      taken: answers.some(it => it.because === because),
    })),
    { at: ['examples'], says: says.discovery.neverEnds('registered'), taken: ends('registered') },
    { at: ['examples'], says: says.discovery.neverEnds('unregistered'), taken: ends('unregistered') },
  ]
}

function complaints(policy: Discovery, { people }: Repository): readonly Complaint[] {
  const person = Object.hasOwn(people.people, policy.asks) ? people.people[policy.asks] : undefined
  const all = (policy.ignores ?? []).flatMap(({ name }, i): Complaint[] =>
    /^\*+$/.test(name) ? [{ at: ['ignores', i, 'name'], code: 'ignores-all', ...says.discovery.ignoresAll }] : [],
  )
  if (isHere(person, 'for good')) return all
  const why = person === undefined ? says.discovery.nobody(policy.asks) : says.discovery.left(policy.asks)
  return [...all, { at: ['asks'], code: 'unknown-person', ...why }]
}
