import Type, { type Static } from 'typebox'
import type { Facts } from '../core/fact.ts'
import { closed, described, Id, Word } from '../core/naming.ts'
import { AppliesTo } from '../core/selector.ts'
import type { Rule } from '../rules/rule.ts'

type About = { readonly description: string }
const words = (about: About) => Type.Optional(Type.String({ minLength: 1, ...about }))
const kinds = (about: About) => Type.Optional(Type.Array(Word, { minItems: 1, uniqueItems: true, ...about }))

const Stage = Type.Object(
  {
    says: Type.String({ minLength: 1, description: 'What happens in it, in plain words.' }),
    who: words({ description: 'Who must act next: an owner of the model (`technical`, `validator` …), or a role.' }),
    maxDays: Type.Optional(
      Type.Integer({ minimum: 1, description: 'The timer: after so many days in it there is a warning.' }),
    ),
    serves: Type.Optional(
      Type.Boolean({
        description:
          'Whether a model in it may serve production. Left out: no, `serving.hold` must stand in its file; at an end the file keeps what served last.',
      }),
    ),
    end: Type.Optional(Type.Boolean({ description: 'Whether life ends here.' })),
  },
  closed,
)
export type Stage = Static<typeof Stage>

const Gate = Type.Object(
  {
    documents: kinds({ description: 'Kinds of document that the model file must name.' }),
    tests: kinds({ description: 'Tests that the version that is to serve must have passed.' }),
    validated: Type.Optional(
      Type.Literal(true, { description: 'The version that is to serve is validated, and that has not expired.' }),
    ),
    rule: Type.Optional(Type.Unsafe<Rule>({ type: 'object', description: 'A rule that must hold.' })),
    approvers: words({ description: 'Who says yes, in words for the picture; the approvals policies decide.' }),
  },
  { ...closed, minProperties: 1, description: 'What must be there. Left out: the way is open.' },
)
export type Gate = Static<typeof Gate>

const Transition = Type.Object(
  {
    from: Word,
    to: Word,
    because: words({ description: 'Why the gate stands here.' }),
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
    from: Type.Optional(described(Word, 'Left out: a new model.')),
    to: Word,
    documents: Type.Optional(Type.Array(Word)),
    tests: Type.Optional(Type.Array(Word, { description: 'Those that passed.' })),
    validated: Type.Optional(Type.Boolean()),
    facts: Type.Optional(Type.Unsafe<Facts>({ type: 'object', description: 'For the rule of the gate.' })),
    ...outcome,
  },
  closed,
)
const RestExample = Type.Object(
  {
    in: described(Word, 'A model that stays in this stage.'),
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
      description: 'A timer that has run out warns at most.',
    }),
    appliesTo: Type.Optional(AppliesTo),
    mayWaive: Type.Optional(Type.Array(Type.String(), { uniqueItems: true, description: 'Roles that may waive it.' })),
    start: described(Word, 'The stage of a new model.'),
    stages: Type.Record(Word, Stage, { description: 'In the order people think of them.' }),
    transitions: Type.Array(Transition, { minItems: 1, description: 'All there are: no other move is possible.' }),
    examples: Type.Array(Type.Union([MoveExample, RestExample]), { minItems: 1 }),
  },
  { ...closed, description: 'The stages of a model’s life, and what must be there to go from one to the next.' },
)
export type Lifecycle = Static<typeof Lifecycle>

/** Undefined for a stage the life cycle does not have. */
export function stageOf({ stages }: Lifecycle, name: string | undefined): Stage | undefined {
  return name !== undefined && Object.hasOwn(stages, name) ? stages[name] : undefined
}

export function waysFrom({ transitions }: Lifecycle, from: string): readonly Transition[] {
  return transitions.filter(it => it.from === from)
}
