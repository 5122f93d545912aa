import Type from 'typebox'
import { closed, Day, PersonId, VersionId, Word } from './naming.ts'

/** What shows that a model may be relied on: documents, tests, validation, review, findings. */
export const Documents = Type.Record(
  Word,
  Type.Object({ at: Type.String({ maxLength: 400, description: 'A path or an address.' }), updated: Day }, closed),
  { description: 'Kind of document (`model-card`, `data-sheet` …) → where it lies.' },
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
          description: 'Of the version that was tested, where this file does not list that version yet.',
        }),
      ),
      suite: Type.Optional(Type.String({ description: 'What was run: a path, a workflow, a notebook.' })),
      data: Type.Optional(Type.String({ description: 'On which data.' })),
    },
    closed,
  ),
  { description: 'Name of a test (`bias`, `load` …) → its newest run.' },
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
  { ...closed, description: 'The newest independent validation.' },
)

export const Review = Type.Object(
  {
    everyMonths: Type.Integer({ minimum: 1, maximum: 60 }),
    last: Type.Optional(Day),
    expires: Type.Optional(Type.String({ format: 'date', description: 'After this day the model may not run.' })),
  },
  { ...closed, description: 'How often people look at the whole model, and when they last did.' },
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
  { description: 'What validators, auditors or reviewers found, by its number there.' },
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
  { description: 'Change tickets of the enterprise’s own system, by their number there.' },
)
