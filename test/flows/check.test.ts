import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { type Problem, problem } from '../../src/core/problem.ts'
import { readFolder } from '../../src/edges/disk.ts'
import { check } from '../../src/flows/check.ts'

const { snapshot } = await readFolder(dirname(dirname(import.meta.dirname)))
const NOW = new Date('2026-11-25')
const found = (level: Problem['level']) => [problem('odd', 'It is odd.', 'Look at it.', { level })]

test.each([
  ['note', true],
  ['warning', true],
  ['error', false],
] as const)('[B6] a repository with one more %s is good: %s', (level, good) => {
  const checked = check(snapshot, NOW, found(level))
  expect(checked.good).toBe(good)
  expect(checked.problems).toContainEqual(found(level)[0])
})

test('[B6] it names every file it read, and no other', () => {
  const { files, counts } = check(snapshot, NOW)
  expect(files).toContain('models/flight-delay.yaml')
  expect(files).toContain('policies/people.yaml')
  expect(files).toHaveLength(counts.models + counts.useCases + counts.sources + counts.policies)
  expect(files.every(file => file in snapshot.files)).toBe(true)
})
