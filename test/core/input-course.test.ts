import { expect, test } from 'vitest'
import { inputCourses } from '../../src/core/input-course.ts'
import type { InputJudged, InputWindow } from '../../src/core/input-window.ts'

const input = (is: InputJudged['is'], effect?: number): InputJudged => ({
  ...{ column: 'delay', is, used: 400, needs: 100, threshold: 0.1 },
  ...(effect !== undefined && { effect }),
})
const windows = (...each: readonly (InputJudged | undefined)[]): readonly InputWindow[] =>
  each.map((it, i) => {
    const [start, end] = [`2001-04-0${i + 1}T00:00:00.000Z`, `2001-04-0${i + 2}T00:00:00.000Z`]
    return { model: 'm', kpi: 'k', start, end, available: end, method: 'psi', inputs: it ? [it] : [], more: 0 }
  })

test('[E1] a column has drifted since the first window of the run it is in, and its last four values are told', () => {
  const course = inputCourses(
    windows(
      ...[input('drift', 0.5), input('no-drift', 0.05), input('drift', 0.2), input('insufficient-data')],
      ...[input('drift', 0.3), input('drift', 0.4)],
    ),
  )
  expect(course).toMatchObject([
    { column: 'delay', is: 'drift', since: '2001-04-05T00:00:00.000Z', values: [0.2, 0.3, 0.4] },
  ])
})

test('[E1] where it always had drifted the first window is named; where it has not, none is; without windows nothing is', () => {
  expect(inputCourses(windows(input('drift', 1), input('drift', 2)))[0]?.since).toBe('2001-04-01T00:00:00.000Z')
  expect(inputCourses(windows(input('drift', 1), input('no-drift', 0.01)))[0]).not.toHaveProperty('since')
  expect(inputCourses(windows(undefined, input('drift', 1)))[0]?.since).toBe('2001-04-02T00:00:00.000Z')
  expect(inputCourses([])).toEqual([])
})
