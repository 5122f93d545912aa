/** What a method says it takes is what it follows, and nothing else. */
import { describe, expect, test } from 'vitest'
import { DRIFT_OPTIONS, type DriftMethod, type DriftOptions, optionsTaken } from '../../src/core/drift.ts'
import { driftMethods } from '../../src/drift/index.ts'
import { compared, type DriftAsked } from '../../src/flows/measure-drift.ts'
import { normal, numbers } from '../fixtures/drift.ts'

const METHODS = Object.values(driftMethods) as readonly DriftMethod[]

/** A column that each option makes a difference to, and what else it takes for that. */
interface Case {
  readonly said: DriftAsked
  readonly but?: DriftAsked
  readonly reference: readonly number[]
  readonly current: readonly number[]
}

const two = (zeros: number, ones: number) => [...Array(zeros).fill(0), ...Array(ones).fill(1)]
const some = { reference: normal(400, 1), current: normal(300, 2, 0.2) }
const halves = { reference: two(120, 80), current: two(100, 100) }

const CASES: Readonly<Record<string, Case>> = {
  bins: { said: { bins: 4 }, ...some },
  edges: { said: { edges: [-0.5, 0.1, 1] }, ...some },
  categories: { said: { categories: true }, reference: [...normal(50, 1)], current: [...normal(50, 1), 7] },
  zero: { said: { zero: 0.01 }, reference: two(200, 0), current: [...two(100, 90), 2] },
  yates: { said: { yates: true }, ...halves },
  test: { said: { test: 'fit' }, ...halves },
  success: {
    said: { success: '0' },
    but: { success: '1' },
    reference: [...two(90, 60), 2],
    current: [...two(60, 80), 2],
  },
  exact: { said: { exact: true }, reference: normal(120_000, 3), current: normal(120_000, 4, 0.004) },
}

function numbersOf(method: DriftMethod, { reference, current }: Case, asked: DriftAsked) {
  try {
    const { measured, chance } = compared(method, numbers(reference), numbers(current), asked)
    return [measured.statistic, measured.effect?.value, chance.p, chance.floor]
  } catch (error) {
    return String(error)
  }
}

describe('[D3] an option', () => {
  test('of each kind is tried', () => {
    const all = new Set(METHODS.flatMap(optionsTaken))
    expect(Object.keys(CASES).toSorted()).toEqual([...all].toSorted())
    const known: readonly (keyof DriftOptions)[] = ['zero', 'yates', 'test', 'exact', 'success']
    expect(known.filter(it => !all.has(it))).toEqual([])
    expect(Object.keys(DRIFT_OPTIONS).filter(it => !known.includes(it as keyof DriftOptions))).toEqual([])
  })

  test.each(METHODS.flatMap(method => Object.keys(CASES).map(option => [method.name, option, method] as const)))(
    '%s follows --%s exactly where it says that it takes it',
    (_, option, method) => {
      const it = CASES[option] as Case
      const moved =
        JSON.stringify(numbersOf(method, it, it.but ?? {})) !== JSON.stringify(numbersOf(method, it, it.said))
      expect(moved).toBe((optionsTaken(method) as readonly string[]).includes(option))
    },
  )
})
