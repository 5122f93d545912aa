import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
import { Delivery } from './delivery.ts'
import { closed, Id } from './naming.ts'

/** Changes that a suite may stand before. The way back to safety has none: it is never blocked by silence. */
export const SUITE_GATES = ['promote'] as const
export type SuiteGate = (typeof SUITE_GATES)[number]

export const Suite = Type.Object(
  {
    at: Type.String({ minLength: 1, maxLength: 400, description: says.suite.at }),
    data: Type.String({ minLength: 1, maxLength: 400, description: says.suite.data }),
    delivery: { ...Delivery, description: says.suite.delivery } as typeof Delivery,
    everyDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3660, description: says.suite.everyDays })),
    gates: Type.Optional(
      Type.Array(Type.Enum([...SUITE_GATES]), { minItems: 1, uniqueItems: true, description: says.suite.gates }),
    ),
  },
  closed,
)
export type Suite = Static<typeof Suite>

export const Suites = Type.Record(Id, Suite, { description: says.suite.suites })
export type Suites = Static<typeof Suites>
