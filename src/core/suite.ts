import Type, { type Static } from 'typebox'
import { Delivery } from './delivery.ts'
import { closed, Id } from './naming.ts'

/** Changes that a suite may stand before. The way back to safety has none: it is never blocked by silence. */
export const SUITE_GATES = ['promote'] as const
export type SuiteGate = (typeof SUITE_GATES)[number]

export const Suite = Type.Object(
  {
    at: Type.String({ minLength: 1, maxLength: 400, description: 'What is run: a path, a workflow, a notebook.' }),
    data: Type.String({
      minLength: 1,
      maxLength: 400,
      description: 'On which data, where a result names none of its own.',
    }),
    delivery: {
      ...Delivery,
      description:
        'What runs it: a workflow, whose title holds `run` and whose end is the result unless it reports one before; a signed webhook, or a person who is reminded, whose result is reported. Each is told `model`, `suite`, `version` and `run`, and where the file says of what that version is made, `make`: its digest, artifacts and commit, as JSON.',
    } as typeof Delivery,
    everyDays: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 3660,
        description: 'It is run so many days after the newest result of the version that serves.',
      }),
    ),
    gates: Type.Optional(
      Type.Array(Type.Enum([...SUITE_GATES]), {
        minItems: 1,
        uniqueItems: true,
        description: 'It is run for the version that such a change brings, which waits until that version has passed.',
      }),
    ),
  },
  closed,
)
export type Suite = Static<typeof Suite>

export const Suites = Type.Record(Id, Suite, {
  description: 'Name of a suite of tests, as in `tests` → what it is, and when Kedge has it run.',
})
export type Suites = Static<typeof Suites>
