import { describe, expect, test } from 'vitest'
import { ProblemError } from '../../src/core/problem.ts'
import { factsFrom, supposed } from '../../src/flows/suppose-facts.ts'
import { flightDelay, repository } from '../fixtures/world.ts'

const now = new Date('2026-11-25')
const refused = (...words: readonly string[]) => {
  try {
    return [factsFrom(words, repository)]
  } catch (error) {
    return error instanceof ProblemError ? error.problems.map(({ says, fix }) => `${says} → ${fix}`) : [error]
  }
}

describe('[C3] facts that are written on the command line', () => {
  test('have the type they have in rules', () => {
    expect(
      factsFrom(['kpis.mae.value=12.5', 'kpis.mae.samples=300', 'case.open=true', 'target.version=1.0.0'], repository),
    ).toEqual({
      kpis: { mae: { value: 12.5, samples: 300 } },
      case: { open: true },
      target: { version: '1.0.0' },
    })
  })

  test.each([
    ['kpis.mea.value=3', 'did you mean `kpis.mae.value`?'],
    ['kpis.mae=3', 'kpis.mae is a group of facts, not one'],
    ['kpis.mae.value=many', 'kpis.mae.value is a number'],
    ['kpis.mae.value=', 'kpis.mae.value is a number'],
    ['case.open=perhaps', 'case.open is a boolean'],
    ['model.tier=hihg', 'Did you mean `high`?'],
    ['model.tier', 'Write it as kpis.mae.value=12'],
  ])('%s is refused with a fix', (word, says) => {
    expect(refused(word).join()).toContain(says)
  })

  test('are all told at once where several are wrong', () => {
    expect(refused('kpis.mea.value=3', 'model.tier=hihg', 'model.tier=high')).toHaveLength(2)
  })
})

test('[C3] a supposed fact stands over the others, and policies choose by a supposed tier', () => {
  const answers = (...words: readonly string[]) =>
    supposed(repository, { model: flightDelay, now, facts: [factsFrom(words, repository)] }).map(it => it.policy)
  expect(answers()).not.toContain('validated-independently')
  expect(answers('model.tier=high')).toContain('validated-independently')
})
