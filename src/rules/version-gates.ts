import { isDayToCome } from '../core/day-to-come.ts'
import type { Model } from '../core/model.ts'

type Version = NonNullable<Model['versions']>[string]

/**
 * Whether a version has passed its gates; `now` where something is asked for: on a day that is still to come nobody has. What
 * stands is not held against a clock, which may jump.
 */
export function hasPassed(version: Version | undefined, now?: Date): boolean {
  return version?.gates !== undefined && !(now && isDayToCome(version.gates.passed, now))
}
