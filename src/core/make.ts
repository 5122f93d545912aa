import { digestOf } from './canonical.ts'
import type { Model } from './model.ts'

/** What makes a version what it is; another thing under the same name has another. Empty where the file says nothing of it. */
export interface Make {
  /** SHA-256 of the canonical JSON of its digest, artifacts and commit. */
  readonly made?: string
  readonly digest?: string
}

/** Of what a version is made, by these lists of versions. */
export function makeOf(versions: Model['versions'], version: string): Make {
  const { digest, artifacts, commit } = (versions && Object.hasOwn(versions, version) && versions[version]) || {}
  if (digest === undefined && artifacts === undefined && commit === undefined) return {}
  const made = digestOf([digest ?? null, artifacts ?? null, commit ?? null])
  return { made, ...(digest !== undefined && { digest }) }
}

/** Whether what was said of one make is of this one: by the digest it names, else by what it was held to be made of. */
export function isOfMake(said: Make, make: Make): boolean {
  if (said.digest !== undefined && make.digest !== undefined && said.digest !== make.digest) return false
  return (
    said.made === make.made || (said.made === undefined && said.digest !== undefined && said.digest === make.digest)
  )
}

/** Only what is known of it, to be kept beside other things. */
export function keptMake({ made, digest }: { readonly [Key in keyof Make]?: Make[Key] | undefined }): Make {
  return { ...(made !== undefined && { made }), ...(digest !== undefined && { digest }) }
}
