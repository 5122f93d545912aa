import { isOfMake, type Make, makeOf } from './make.ts'
import type { Model } from './model.ts'
import { newestResult, type SuiteResult, type SuiteState } from './suite-run.ts'

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
 * did not pass. Of what is made of something else than this version it is none. `make`: where another file lists it.
 */
export function knownResult(
  { tests = {}, versions }: Pick<Model, 'tests' | 'versions'>,
  state: SuiteState,
  of: { readonly suite: string; readonly version: string; readonly make?: Make },
): KnownResult | undefined {
  const listed = makeOf(versions, of.version)
  const make = of.make ?? listed
  const test = Object.hasOwn(tests, of.suite) ? tests[of.suite] : undefined
  const inFile: KnownResult | undefined =
    test?.version === of.version && isOfMake(test.digest === undefined ? listed : { digest: test.digest }, make)
      ? { passed: test.passed, on: test.on, ...(test.data !== undefined && { data: test.data }) }
      : undefined
  const kept = newestResult(state, of, make)
  const onRecord: KnownResult | undefined = kept && {
    passed: kept.passed,
    on: kept.on,
    data: kept.data,
    recorded: kept,
  }
  if (inFile === undefined || onRecord === undefined) return inFile ?? onRecord
  if (inFile.on === onRecord.on) return inFile.passed ? onRecord : inFile
  return inFile.on > onRecord.on ? inFile : onRecord
}

/** What a file says of tests that holds also of what another file lists under the same names. */
export function testsThatHold(
  { tests, versions }: Pick<Model, 'tests' | 'versions'>,
  other: Model['versions'],
): Model['tests'] {
  const holds = Object.entries(tests ?? {}).filter(
    ([, { version, digest }]) => digest !== undefined || isOfMake(makeOf(versions, version), makeOf(other, version)),
  )
  return tests && Object.fromEntries(holds)
}
