import Type from 'typebox'
import { says } from '../words/says.ts'
import { closed, Day, KpiId, Word } from './naming.ts'

const Digest = Type.String({ pattern: '^sha256:[0-9a-f]{64}$' })

const Artifact = Type.Object(
  {
    role: Word,
    at: Type.String({ maxLength: 400, description: says.version.at }),
    digest: Type.Optional(Digest),
  },
  { ...closed, description: says.version.artifact },
)

/** One version of a model: where it comes from, what it learnt from, what it passed. */
export const Version = Type.Object(
  {
    summary: Type.Optional(Type.String()),
    commit: Type.Optional(Type.String({ pattern: '^[0-9a-f]{7,64}$' })),
    digest: Type.Optional(Digest),
    artifacts: Type.Optional(Type.Array(Artifact)),
    libraries: Type.Optional(
      Type.Record(Type.String({ pattern: '^[@A-Za-z0-9][@A-Za-z0-9._/-]*$' }), Type.String(), {
        description: says.version.libraries,
      }),
    ),
    trained: Type.Optional(Type.Object({ from: Day, to: Day, data: Type.Optional(Type.String()) }, closed)),
    metrics: Type.Optional(Type.Record(KpiId, Type.Number())),
    gates: Type.Optional(
      Type.Object(
        { passed: Day, evidence: Type.Optional(Type.String()) },
        { ...closed, description: says.version.gates },
      ),
    ),
  },
  closed,
)
