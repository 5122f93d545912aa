import { expect, test } from 'vitest'
import { problem } from '../../src/core/problem.ts'
import { checkReport } from '../../src/reports/check-report.ts'
import { reportOf } from './check-report-arbitrary.ts'

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
  expect(checkReport(reportOf([HOSTILE, warning]), 'text')).toMatchInlineSnapshot(`
    "models/a,b:c.yaml:3:4 error wrong-choice: It is \`\\u001b[2Jred\\u000a::error::x\`, 100%.
      fix: Write it\\u202e anew.
    policies/people.yaml:7:1 warning no-account: Nobody sees them.
      fix: Add slack.
    1 error, 1 warning: 1 model, 2 policies, 3 examples run, 12 ms"
  `)
})

test('nothing wrong is one line', () => {
  expect(checkReport(reportOf([]), 'text')).toBe('all good: 1 model, 2 policies, 3 examples run, 12 ms')
})

test('GitHub Actions gets one annotation a problem, and no text begins a command of its own', () => {
  expect(checkReport(reportOf([HOSTILE]), 'github')).toMatchInlineSnapshot(`
    "::error file=models/a%2Cb%3Ac.yaml,line=3,col=4,title=wrong-choice::It is \`\\u001b[2Jred\\u000a::error::x\`, 100%25.%0Afix: Write it\\u202e anew.
    1 error, 0 warnings: 1 model, 2 policies, 3 examples run, 12 ms"
  `)
})

test('programs get everything as it is', () => {
  expect(JSON.parse(checkReport(reportOf([HOSTILE]), 'json'))).toEqual(reportOf([HOSTILE]))
})

test('[B6] a note is said in every format, and makes nothing fail', () => {
  const note = problem('no-baseline', 'There is no baseline.', 'Add `baseline`.', {
    file: 'models/a.yaml',
    line: 2,
    level: 'note',
  })
  const report = reportOf([note], ['models/a.yaml'])
  expect(checkReport(report, 'text')).toMatchInlineSnapshot(`
    "models/a.yaml:2 note no-baseline: There is no baseline.
      fix: Add \`baseline\`.
    0 errors, 0 warnings, 1 note: 1 model, 2 policies, 3 examples run, 12 ms"
  `)
  expect(checkReport(report, 'github')).toMatchInlineSnapshot(`
    "::notice file=models/a.yaml,line=2,title=no-baseline::There is no baseline.%0Afix: Add \`baseline\`.
    0 errors, 0 warnings, 1 note: 1 model, 2 policies, 3 examples run, 12 ms"
  `)
  expect(JSON.parse(checkReport(report, 'json')).problems).toEqual([note])
  expect(JSON.parse(checkReport(report, 'sarif')).runs[0].results[0].level).toBe('note')
  const junit = checkReport(report, 'junit')
  expect(junit).not.toContain('<failure')
  expect(junit).toContain(`<system-out>models/a.yaml:2 note no-baseline: There is no baseline.`)
})
