import type { Static } from 'typebox'
import { digestOf } from './canonical.ts'
import type { Model } from './model.ts'
import type { Version } from './version.ts'

/** By what a version is known to be the same; another thing under its name has another. Empty where its file says nothing. */
export interface Make {
  /** SHA-256 of the canonical JSON of its digest, artifacts and commit. */
  readonly made?: string
  readonly digest?: string
}

/** With what it is made of, for whoever tests it. */
export interface WholeMake extends Make {
  readonly of?: Pick<Static<typeof Version>, 'digest' | 'artifacts' | 'commit'>
}

/** Of what a version is made, by these lists of versions. */
export function makeOf(versions: Model['versions'], version: string): WholeMake {
  const { digest, artifacts, commit } = (versions && Object.hasOwn(versions, version) && versions[version]) || {}
  if (digest === undefined && artifacts === undefined && commit === undefined) return {}
  const known = {
    ...(digest !== undefined && { digest }),
    ...(artifacts !== undefined && { artifacts }),
    ...(commit !== undefined && { commit }),
  }
  return { ...keptMake({ made: digestOf(known), digest }), of: known }
}

/** Whether what was said of one make is of this one: by the digest it names, else by what it was held to be made of. */
export function isOfMake(said: Make, make: Make): boolean {
  if (said.digest !== undefined && make.digest !== undefined && said.digest !== make.digest) return false
  return (
    said.made === make.made || (said.made === undefined && said.digest !== undefined && said.digest === make.digest)
  )
}

/** Whether a result stands against it: also one of the same digest, whatever else its file says of it since. */
export function speaksOf(result: Make & { readonly passed: boolean }, make: Make): boolean {
  return isOfMake(result, make) || (!result.passed && make.digest !== undefined && result.digest === make.digest)
}

/** What is kept of a result that names this digest, of what is made so: another digest is of nobody knows what. */
export function reportedOf(make: WholeMake, digest: string | undefined): Make {
  if (digest === undefined) return keptMake(make)
  const known = make.digest ?? make.of?.artifacts?.find(it => it.digest === digest)?.digest
  return known === digest ? { ...keptMake(make), digest } : { digest }
}

/** Only what is known of it, to be kept beside other things. */
export function keptMake({ made, digest }: { readonly [Key in keyof Make]?: Make[Key] | undefined }): Make {
  return { ...(made !== undefined && { made }), ...(digest !== undefined && { digest }) }
}
