import { describe, expect, test } from 'vitest'
import { isOfMake, makeOf, reportedOf, speaksOf } from '../../src/core/make.ts'

const [ONE, TWO] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`]
const make = (version: object) => makeOf({ '1.0.0': version }, '1.0.0')
const byDigest = make({ digest: ONE })
const withCommit = make({ digest: ONE, commit: 'abcdef1' })
const byArtifact = make({ artifacts: [{ role: 'model', at: 'm.bin', digest: ONE }] })

describe('[R30] of what a version is made', () => {
  test('is its digest, artifacts and commit, and nothing else of its file', () => {
    expect(make({ digest: ONE, summary: 'One', gates: { passed: '2001-03-01' } })).toEqual(byDigest)
    expect(withCommit.made).not.toBe(byDigest.made)
    expect([make({ summary: 'One' }), makeOf(undefined, '1.0.0'), makeOf({}, 'constructor')]).toEqual([{}, {}, {}])
    expect(withCommit.of).toEqual({ digest: ONE, commit: 'abcdef1' })
  })

  test('a report names it, or is of nobody knows what', () => {
    expect(reportedOf(byDigest, undefined)).toEqual({ made: byDigest.made, digest: ONE })
    expect(reportedOf(byDigest, ONE)).toEqual({ made: byDigest.made, digest: ONE })
    expect(reportedOf(byDigest, TWO)).toEqual({ digest: TWO })
    expect(isOfMake(reportedOf(byArtifact, ONE), byArtifact)).toBe(true)
    expect(isOfMake(reportedOf(byArtifact, TWO), byArtifact)).toBe(false)
    expect(isOfMake(reportedOf({}, TWO), byArtifact)).toBe(false)
  })

  test('a failure of the same digest stands, whatever the file says besides; a pass does not', () => {
    const failed = { ...byDigest, passed: false }
    expect(speaksOf(failed, withCommit)).toBe(true)
    expect(speaksOf({ ...failed, passed: true }, withCommit)).toBe(false)
    expect(speaksOf(failed, make({ digest: TWO, commit: 'abcdef1' }))).toBe(false)
    expect(speaksOf({ passed: false }, make({ commit: 'abcdef1' }))).toBe(false)
  })
})
