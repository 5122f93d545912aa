import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
import { closed, Day, Id, KpiId, VersionId } from './naming.ts'

/** What whoever ran a suite of tests says it came to. */
export const TestReport = Type.Object(
  {
    model: Id,
    suite: { ...Id, description: says.coreTestReport.suite } as typeof Id,
    version: VersionId,
    passed: Type.Boolean(),
    on: { ...Day, description: says.coreTestReport.on } as typeof Day,
    data: Type.String({ minLength: 1, maxLength: 400, description: says.coreTestReport.data }),
    run: Type.Optional(
      Type.String({
        pattern: '^suite/[0-9a-f]{8}$',
        description: says.coreTestReport.run,
      }),
    ),
    digest: Type.Optional(
      Type.String({
        pattern: '^sha256:[0-9a-f]{64}$',
        description: says.coreTestReport.digest,
      }),
    ),
    url: Type.Optional(
      Type.String({ pattern: '^https://[^\\s<>"]+$', maxLength: 500, description: says.coreTestReport.url }),
    ),
    figures: Type.Optional(
      Type.Record(KpiId, Type.Number(), { maxProperties: 20, description: says.coreTestReport.figures }),
    ),
  },
  { ...closed, description: says.coreTestReport.about },
)
export type TestReport = Static<typeof TestReport>
