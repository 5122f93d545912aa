import Type, { type Static } from 'typebox'
import type { Facts } from '../core/fact.ts'
import { closed, described, Id, Word } from '../core/naming.ts'
import { AppliesTo } from '../core/selector.ts'
import type { Rule } from '../rules/rule.ts'
import { says } from '../words/says.ts'

type About = { readonly description: string }
const words = (about: About) => Type.Optional(Type.String({ minLength: 1, ...about }))
const kinds = (about: About) => Type.Optional(Type.Array(Word, { minItems: 1, uniqueItems: true, ...about }))

const Stage = Type.Object(
  {
    says: Type.String({ minLength: 1, description: says.lifecycle.says }),
    who: words({ description: says.lifecycle.who }),
    maxDays: Type.Optional(Type.Integer({ minimum: 1, description: says.lifecycle.maxDays })),
    serves: Type.Optional(Type.Boolean({ description: says.lifecycle.serves })),
    end: Type.Optional(Type.Boolean({ description: says.lifecycle.end })),
  },
  closed,
)
export type Stage = Static<typeof Stage>

const Gate = Type.Object(
  {
    documents: kinds({ description: says.lifecycle.documents }),
    tests: kinds({ description: says.lifecycle.tests }),
    validated: Type.Optional(Type.Literal(true, { description: says.lifecycle.validated })),
    rule: Type.Optional(Type.Unsafe<Rule>({ type: 'object', description: says.lifecycle.rule })),
    approvers: words({ description: says.lifecycle.approvers }),
  },
  { ...closed, minProperties: 1, description: says.lifecycle.gate },
)
export type Gate = Static<typeof Gate>

const Transition = Type.Object(
  {
    from: Word,
    to: Word,
    because: words({ description: says.lifecycle.because }),
    gate: Type.Optional(Gate),
    fix: Type.String(),
  },
  closed,
)
export type Transition = Static<typeof Transition>

const outcome = {
  // biome-ignore lint/suspicious/noThenProperty: examples read `to …, then …`; a schema is never awaited.
  then: Type.Union([Type.Literal('pass'), Type.Literal('fail'), Type.Literal('unknown')]),
  because: Type.Optional(Type.String()),
}
const MoveExample = Type.Object(
  {
    from: Type.Optional(described(Word, says.lifecycle.from)),
    to: Word,
    documents: Type.Optional(Type.Array(Word)),
    tests: Type.Optional(Type.Array(Word, { description: says.lifecycle.testsPassed })),
    validated: Type.Optional(Type.Boolean()),
    facts: Type.Optional(Type.Unsafe<Facts>({ type: 'object', description: says.lifecycle.facts })),
    ...outcome,
  },
  closed,
)
const RestExample = Type.Object(
  {
    in: described(Word, says.lifecycle.in),
    days: Type.Optional(Type.Integer({ minimum: 0 })),
    onHold: Type.Optional(Type.Boolean()),
    ...outcome,
  },
  closed,
)

export const Lifecycle = Type.Object(
  {
    kind: Type.Literal('lifecycle'),
    id: Id,
    because: Type.String(),
    severity: Type.Union([Type.Literal('block'), Type.Literal('warn'), Type.Literal('info')], {
      description: says.lifecycle.severity,
    }),
    appliesTo: Type.Optional(AppliesTo),
    mayWaive: Type.Optional(Type.Array(Type.String(), { uniqueItems: true, description: says.lifecycle.mayWaive })),
    start: described(Word, says.lifecycle.start),
    stages: Type.Record(Word, Stage, { description: says.lifecycle.stages }),
    transitions: Type.Array(Transition, { minItems: 1, description: says.lifecycle.transitions }),
    examples: Type.Array(Type.Union([MoveExample, RestExample]), { minItems: 1 }),
  },
  { ...closed, description: says.lifecycle.about },
)
export type Lifecycle = Static<typeof Lifecycle>

/** Undefined for a stage the life cycle does not have. */
export function stageOf({ stages }: Lifecycle, name: string | undefined): Stage | undefined {
  return name !== undefined && Object.hasOwn(stages, name) ? stages[name] : undefined
}

export function waysFrom({ transitions }: Lifecycle, from: string): readonly Transition[] {
  return transitions.filter(it => it.from === from)
}
