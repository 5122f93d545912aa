import type { Model } from './model.ts'
import { type SuiteResult, type SuiteState, suiteKey } from './suite-run.ts'

/** A result as rules and people read it, from the record or from `tests` in the file. */
export interface KnownResult {
  readonly passed: boolean
  readonly on: string
  readonly data?: string
  /** Only of what the record holds. */
  readonly recorded?: SuiteResult
}

/**
 * The newest result of a suite for a version: of the record or of the file, whichever is of a later day; on the same day what
 * did not pass. A result for another digest than this version has is of something else.
 */
export function knownResult(
  { tests = {}, versions = {} }: Pick<Model, 'tests' | 'versions'>,
  state: SuiteState,
  of: { readonly suite: string; readonly version: string },
): KnownResult | undefined {
  const test = Object.hasOwn(tests, of.suite) ? tests[of.suite] : undefined
  const { digest } = (Object.hasOwn(versions, of.version) ? versions[of.version] : undefined) ?? {}
  const kept = state.results[suiteKey(of)]
  const isOther = kept?.digest !== undefined && digest !== undefined && kept.digest !== digest
  const inFile: KnownResult | undefined =
    test?.version === of.version
      ? { passed: test.passed, on: test.on, ...(test.data !== undefined && { data: test.data }) }
      : undefined
  const onRecord: KnownResult | undefined =
    kept && !isOther ? { passed: kept.passed, on: kept.on, data: kept.data, recorded: kept } : undefined
  if (inFile === undefined || onRecord === undefined) return inFile ?? onRecord
  if (inFile.on === onRecord.on) return inFile.passed ? onRecord : inFile
  return inFile.on > onRecord.on ? inFile : onRecord
}
