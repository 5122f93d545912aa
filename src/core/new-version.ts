import Type, { type Static } from 'typebox'
import { says } from '../words/says.ts'
import { canonicalJson } from './canonical.ts'
import { closed, Day, Id, VersionId } from './naming.ts'
import { Version } from './version.ts'

const { gates: _gates, digest: _digest, ...made } = Version.properties

/** What a registry, a workbench or a training run says of a version it has made. */
export const NewVersion = Type.Object(
  {
    model: Id,
    version: VersionId,
    digest: Type.String({
      pattern: '^sha256:[0-9a-f]{64}$',
      description: says.coreNewVersion.digest,
    }),
    ...made,
    gates: Type.Optional(
      Type.Object(
        { passed: Day, evidence: Type.String({ minLength: 1, maxLength: 400 }) },
        { ...closed, description: says.coreNewVersion.gates },
      ),
    ),
    change: Type.Optional(
      Type.String({
        pattern: '^change/[a-z0-9-]+(:[a-z0-9-]+)*$',
        maxLength: 160,
        description: says.coreNewVersion.change,
      }),
    ),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 500, description: says.coreNewVersion.reason })),
  },
  { ...closed, description: says.coreNewVersion.about },
)
export type NewVersion = Static<typeof NewVersion>

/** As the file of the model keeps it. */
export function versionOf({
  model: _m,
  version: _v,
  change: _c,
  reason: _r,
  ...kept
}: NewVersion): Static<typeof Version> {
  return kept
}

/**
 * The keys of what it says that the entry it is listed with lacks or has otherwise. What the entry says beyond it
 * contradicts nothing, and a summary is no claim.
 */
export function saidOtherwise(made: NewVersion, listed: object): readonly string[] {
  const { summary: _, ...claims } = versionOf(made)
  const had = new Map(Object.entries(listed))
  return Object.entries(claims).flatMap(([key, said]) =>
    had.has(key) && canonicalJson(had.get(key)) === canonicalJson(said) ? [] : [key],
  )
}
