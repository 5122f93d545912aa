import { expect, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import { ProblemError, problem } from '../../src/core/problem.ts'
import { fromError, reachFix } from '../../src/flows/doctor.ts'

const reach = reachFix('GitHub', 'https://github.acme.test/api/v3')

test.each([
  [
    'what is refused',
    new OutsideError('denied', 'GitHub says 403\n  fix: give it'),
    'fail',
    'GitHub says 403',
    'give it',
  ],
  ['who does not answer', new OutsideError('unavailable', 'cut off\n  fix: wait'), 'unknown', 'cut off', reach],
  ['what moves meanwhile', new OutsideError('moved', 'it moved\n  fix: look'), 'unknown', 'it moved', reach],
  ['too many calls', new OutsideError('limited', 'too many'), 'unknown', 'too many', 'wait a minute, and try again'],
])('[E10] %s', (_, error, outcome, says, fix) => {
  expect(fromError('x', error, reach)).toEqual([{ name: 'x', outcome, says, fix }])
})

test('[E10] every problem fails by itself, at its place, and a bug of ours is unknown and shows nothing of it', () => {
  const two = new ProblemError([
    problem('a', 'A is wrong.', 'mend A', { file: 'models/a.yaml', line: 3 }),
    problem('b', 'B is wrong.', 'mend B'),
  ])
  expect(fromError('x', two, reach)).toEqual([
    { name: 'x', outcome: 'fail', says: 'models/a.yaml:3: A is wrong.', fix: 'mend A' },
    { name: 'x', outcome: 'fail', says: 'B is wrong.', fix: 'mend B' },
  ])
  const [bug] = fromError('x', new TypeError('hunter2 is not a function'), reach)
  expect(bug).toMatchObject({ outcome: 'unknown', says: expect.stringContaining('TypeError') })
  expect(JSON.stringify(bug)).not.toContain('hunter2')
})

test('[E10] who is to be reached is named by the host alone', () => {
  expect(reach).toMatch(/reaches github\.acme\.test \(proxy/)
})
