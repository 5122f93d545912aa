import Type, { type Static } from 'typebox'
import { closed, Id } from '../core/naming.ts'
import { type Problem, problem, type WrongAndFix } from '../core/problem.ts'
import { PUSH } from '../core/pushed-reading.ts'
import { says } from '../words/says.ts'

/** One entry of the deployment’s connections: who sends readings, instead of being asked for them. */
export const PushSettings = Type.Object(
  {
    type: Type.Literal('push'),
    token: Type.String({ description: says.push.fields.token }),
    models: Type.Optional(Type.Array(Id, { minItems: 1, uniqueItems: true, description: says.push.fields.models })),
    perMinute: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1_000_000, description: says.push.fields.perMinute(PUSH.perMinute) }),
    ),
  },
  closed,
)
export type PushSettings = Static<typeof PushSettings>
export type Pushes = Readonly<Record<string, PushSettings>>

/** Who pushes, and for which models, without what they prove it by. */
export function pushersOf(pushes: Pushes) {
  const all = Object.entries(pushes).map(
    ([name, { models }]) => [name, models === undefined ? {} : { models }] as const,
  )
  return Object.fromEntries(all)
}

const TOKEN_LENGTH = 24
const TOKEN_LETTERS = 10

/** Why these sources may not send, or nothing. No token is ever repeated. */
export function pushFaults(pushes: Pushes): readonly Problem[] {
  const all = Object.entries(pushes)
  return all.flatMap(([name, { token }], i) => {
    const twin = all.slice(0, i).find(([, other]) => other.token === token)?.[0]
    const fault = weakness(name, token) ?? (twin === undefined ? undefined : says.push.shared(name, twin))
    return fault === undefined ? [] : [problem('bad-token', ...fault)]
  })
}

function weakness(name: string, token: string): WrongAndFix | undefined {
  if (token.length < TOKEN_LENGTH) return says.push.short(name, TOKEN_LENGTH)
  if (new Set(token).size < TOKEN_LETTERS) return says.push.uniform(name, TOKEN_LETTERS)
  return /^[\w.~+/-]+=*$/.test(token) ? undefined : says.push.unsendable(name)
}
