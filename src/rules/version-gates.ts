import { isDayToCome } from '../core/day-to-come.ts'
import type { Model } from '../core/model.ts'

type Version = NonNullable<Model['versions']>[string]

/** Whether a version has passed its gates; on a day that is still to come nobody has. */
export function hasPassed(version: Version | undefined, now: Date): boolean {
  return version?.gates !== undefined && !isDayToCome(version.gates.passed, now)
}
