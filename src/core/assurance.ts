import Type from 'typebox'
import { says } from '../words/says.ts'
import { closed, Day, PersonId, VersionId, Word } from './naming.ts'

/** What shows that a model may be relied on: documents, tests, validation, review, findings. */
export const Documents = Type.Record(
  Word,
  Type.Object({ at: Type.String({ maxLength: 400, description: says.assurance.at }), updated: Day }, closed),
  { description: says.assurance.documents },
)

export const Tests = Type.Record(
  Word,
  Type.Object(
    {
      version: VersionId,
      on: Day,
      passed: Type.Boolean(),
      digest: Type.Optional(
        Type.String({
          pattern: '^sha256:[0-9a-f]{64}$',
          description: says.assurance.digest,
        }),
      ),
      suite: Type.Optional(Type.String({ description: says.assurance.suite })),
      data: Type.Optional(Type.String({ description: says.assurance.data })),
    },
    closed,
  ),
  { description: says.assurance.tests },
)

export const Validation = Type.Object(
  {
    by: PersonId,
    on: Day,
    version: VersionId,
    outcome: Type.Union([Type.Literal('approved'), Type.Literal('approved-with-findings'), Type.Literal('rejected')]),
    expires: Type.Optional(Day),
    report: Type.Optional(Type.String({ maxLength: 400 })),
  },
  { ...closed, description: says.assurance.validation },
)

export const Review = Type.Object(
  {
    everyMonths: Type.Integer({ minimum: 1, maximum: 60 }),
    last: Type.Optional(Day),
    expires: Type.Optional(Type.String({ format: 'date', description: says.assurance.expires })),
  },
  { ...closed, description: says.assurance.review },
)

export const Findings = Type.Record(
  Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$', maxLength: 60 }),
  Type.Object(
    {
      says: Type.String({ minLength: 1 }),
      severity: Type.Union([Type.Literal('low'), Type.Literal('medium'), Type.Literal('high')]),
      found: Day,
      due: Day,
      owner: PersonId,
      closed: Type.Optional(Day),
    },
    closed,
  ),
  { description: says.assurance.findings },
)

export const Tickets = Type.Record(
  Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._#-]*$', maxLength: 60 }),
  Type.Object(
    {
      says: Type.Optional(Type.String()),
      url: Type.Optional(Type.String({ pattern: '^https://', maxLength: 400 })),
      version: Type.Optional(VersionId),
      approved: Type.Optional(Day),
    },
    closed,
  ),
  { description: says.assurance.tickets },
)
