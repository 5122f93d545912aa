import { says } from '../words/says.ts'
import type { Branch, ExampleResult } from './policy-kind.ts'

/** What the examples of a limit of age should show; `answers` are where they end. */
export function freshnessBranches(answers: readonly Pick<ExampleResult, 'got'>[]): readonly Branch[] {
  return ['pass', 'fail', 'unknown'].map(outcome => ({
    at: ['examples'],
    says: says.freshnessTested.noExampleEnds(outcome),
    taken: answers.some(it => it.got === outcome),
  }))
}
