import { expect, test } from 'vitest'
import { problem } from '../../src/core/problem.ts'
import { type CheckReport, checkReport } from '../../src/reports/check-report.ts'

const COUNTS = { models: 1, useCases: 0, sources: 0, policies: 2, examples: 3 }
const report = (problems: CheckReport['problems']): CheckReport => ({
  good: false,
  problems,
  counts: COUNTS,
  milliseconds: 12.3,
})
const HOSTILE = problem('wrong-choice', 'It is `\u001b[2Jred\n::error::x`, 100%.', 'Write it\u202e anew.', {
  file: 'models/a,b:c.yaml',
  line: 3,
  column: 4,
})

test('people read one place, one reason and one fix a problem, and a line of counts', () => {
  const warning = problem('no-account', 'Nobody sees them.', 'Add slack.', {
    file: 'policies/people.yaml',
    line: 7,
    column: 1,
    level: 'warning',
  })
  expect(checkReport(report([HOSTILE, warning]), 'text')).toMatchInlineSnapshot(`
    "models/a,b:c.yaml:3:4 error wrong-choice: It is \`\\u001b[2Jred\\u000a::error::x\`, 100%.
      fix: Write it\\u202e anew.
    policies/people.yaml:7:1 warning no-account: Nobody sees them.
      fix: Add slack.
    1 error, 1 warning: 1 model, 2 policies, 3 examples run, 12 ms"
  `)
})

test('nothing wrong is one line', () => {
  expect(checkReport({ ...report([]), good: true }, 'text')).toBe(
    'all good: 1 model, 2 policies, 3 examples run, 12 ms',
  )
})

test('GitHub Actions gets one annotation a problem, and no text begins a command of its own', () => {
  expect(checkReport(report([HOSTILE]), 'github')).toMatchInlineSnapshot(`
    "::error file=models/a%2Cb%3Ac.yaml,line=3,col=4,title=wrong-choice::It is \`\\u001b[2Jred\\u000a::error::x\`, 100%25.%0Afix: Write it\\u202e anew.
    1 error, 0 warnings: 1 model, 2 policies, 3 examples run, 12 ms"
  `)
})

test('programs get everything as it is', () => {
  expect(JSON.parse(checkReport(report([HOSTILE]), 'json'))).toEqual(report([HOSTILE]))
})
