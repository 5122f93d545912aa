import { expect, test } from 'vitest'
import { policiesOf } from '../../src/core/policy-kind.ts'
import { nextDue } from '../../src/core/schedule.ts'
import { testPolicies } from '../../src/flows/test-policies.ts'
import digest from '../../src/policies/digest.ts'
import { policyKinds } from '../../src/policies/index.ts'
import { readRepository } from '../../src/repository/read-repository.ts'
import { starterFiles } from '../../src/starter/starter-files.ts'
import { answersOf } from './answers.ts'

function filesOn(today: string) {
  const files = Object.entries(starterFiles(answersOf({ today }))).filter(([path]) => /^(models|policies)\//.test(path))
  return Object.fromEntries(files.map(([path, text]) => [path, { text, blob: '' }] as const))
}

test.each(['2026-11-25', '2026-11-30', '2026-12-01', '2026-12-31', '2028-02-29', '2027-01-31'])(
  '[E5] [B10] begun on %s there is one digest for each of three audiences, and its examples come out as they say',
  today => {
    const files = filesOn(today)
    const { repository } = readRepository(files, 'c', policyKinds)
    if (repository === undefined) throw new Error('nothing was read')
    const all = policiesOf(repository, digest)
    expect(all.map(({ audience }) => audience).sort()).toEqual(['compliance', 'executive', 'operations'])
    const tested = testPolicies(
      { files, commit: 'c' },
      { mutate: true, coverage: true, policies: all.map(({ id }) => id) },
    )
    expect([tested.problems, tested.policies.length]).toEqual([[], 3])
    const first = all.map(
      it =>
        nextDue(it, new Date(`${today}T00:00:00Z`))
          ?.toISOString()
          .slice(0, 10) ?? '',
    )
    expect(first.every(day => day >= today)).toBe(true)
  },
)
