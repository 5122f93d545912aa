import Type, { type Static } from 'typebox'
import { closed, Day, Id, KpiId, VersionId } from './naming.ts'

/** What whoever ran a suite of tests says it came to. */
export const TestReport = Type.Object(
  {
    model: Id,
    suite: { ...Id, description: 'A name below `suites` in the file of the model.' } as typeof Id,
    version: VersionId,
    passed: Type.Boolean(),
    on: { ...Day, description: 'The day on which it was run, YYYY-MM-DD, in UTC.' } as typeof Day,
    data: Type.String({ minLength: 1, maxLength: 400, description: 'On which data it was run.' }),
    run: Type.Optional(
      Type.String({
        pattern: '^suite/[0-9a-f]{8}$',
        description: 'As whoever ran it was told it; whoever signs as a webhook has to say it.',
      }),
    ),
    digest: Type.Optional(
      Type.String({
        pattern: '^sha256:[0-9a-f]{64}$',
        description: 'Of the version that was tested. Where its file says another, this is no result of it.',
      }),
    ),
    url: Type.Optional(
      Type.String({ pattern: '^https://[^\\s<>"]+$', maxLength: 500, description: 'Where people can see it.' }),
    ),
    figures: Type.Optional(
      Type.Record(KpiId, Type.Number(), { maxProperties: 20, description: 'What was counted or measured.' }),
    ),
  },
  {
    ...closed,
    description:
      'What a suite of tests came to for one version. A later day replaces an earlier one; so does a later word.',
  },
)
export type TestReport = Static<typeof TestReport>
