import type { WrongAndFix } from './problem.ts'

/**
 * How a call to the outside failed, in the only terms a flow needs:
 * `moved`: the other side refused since the world has changed (405, 409, 422): look again, never repeat blindly;
 * `unavailable`: no answer, 5xx, a cut or a timeout: it may or may not have been done, so look before repeating;
 * `limited`: too many calls: not before `retryAfterS`;
 * `denied`: credentials, permission, scope or a thing that is not there (400, 401, 403, 404).
 */
export type OutsideFault = 'moved' | 'unavailable' | 'limited' | 'denied'

export class OutsideError extends Error {
  readonly is: OutsideFault
  readonly retryAfterS: number | undefined
  /** Who failed, where somebody is to be told so. */
  readonly from: 'github' | undefined
  constructor(
    is: OutsideFault,
    message: string,
    more: { retryAfterS?: number; cause?: unknown; from?: 'github' } = {},
  ) {
    super(message, { cause: more.cause })
    this.name = 'OutsideError'
    this.is = is
    this.retryAfterS = more.retryAfterS
    this.from = more.from
  }
}

/** A failure with what would mend it, which stands after its words. */
export function outside(
  is: OutsideFault,
  [wrong, fix]: WrongAndFix,
  more: ConstructorParameters<typeof OutsideError>[2] = {},
): OutsideError {
  return new OutsideError(is, `${wrong}\n  fix: ${fix}`, more)
}

/** GitHub is down, cut off or has had enough of us: all of that ends by itself. */
export function isGitHubAway(error: unknown): boolean {
  return error instanceof OutsideError && error.from === 'github' && ['unavailable', 'limited'].includes(error.is)
}
