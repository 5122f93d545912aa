import fc from 'fast-check'
import { expect, test } from 'vitest'
import { problem } from '../../src/core/problem.ts'
import { checkJunit } from '../../src/reports/check-junit.ts'
import { checkReport } from '../../src/reports/check-report.ts'
import { named, visible } from '../../src/reports/visible.ts'
import { asParsed, junitErrors } from '../fixtures/published-schemas.ts'
import { report, reportOf } from './check-report-arbitrary.ts'

const FILES = ['models/good.yaml', 'models/other.yaml', 'policies/people.yaml']
const TYPO = problem('unknown-key', 'There is no key `teir` & no <tier>.', 'Write "tier"', {
  file: 'models/other.yaml',
  line: 5,
  column: 1,
})
const VERSION = problem('wrong-type', 'A version has three parts.', 'Write 1.10.0', {
  file: 'models/other.yaml',
  line: 7,
})
const ACCOUNT = problem('no-account', 'Nobody sees them.', 'Add slack.', {
  file: 'policies/people.yaml',
  line: 2,
  level: 'warning',
})
const LINK = problem('not-a-file', '"models/x.yaml" is a link.', 'Put the file itself there.')

test('[B6] a JUnit report has a suite a folder and a test a file; warnings fail nothing', async () => {
  const xml = checkJunit(reportOf([LINK, TYPO, VERSION, ACCOUNT], FILES))
  expect(xml).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites>
    <testsuite name="models" id="0" package="kedge" timestamp="2026-11-25T09:15:00" hostname="localhost" tests="2" failures="1" errors="0" time="0.006150">
    <properties>
    <property name="kedge.version" value="0.1.0"/>
    </properties>
    <testcase name="models/good.yaml" classname="kedge.models" time="0.003075"/>
    <testcase name="models/other.yaml" classname="kedge.models" time="0.003075">
    <failure message="2 errors. The first: There is no key \`teir\` &amp; no &lt;tier&gt;." type="unknown-key">models/other.yaml:5:1 error unknown-key: There is no key \`teir\` &amp; no &lt;tier&gt;.
      fix: Write &quot;tier&quot;
    models/other.yaml:7 error wrong-type: A version has three parts.
      fix: Write 1.10.0</failure>
    </testcase>
    <system-out/>
    <system-err/>
    </testsuite>
    <testsuite name="policies" id="1" package="kedge" timestamp="2026-11-25T09:15:00" hostname="localhost" tests="1" failures="0" errors="0" time="0.003075">
    <properties>
    <property name="kedge.version" value="0.1.0"/>
    </properties>
    <testcase name="policies/people.yaml" classname="kedge.policies" time="0.003075"/>
    <system-out>policies/people.yaml:2 warning no-account: Nobody sees them.
      fix: Add slack.</system-out>
    <system-err/>
    </testsuite>
    <testsuite name="repository" id="2" package="kedge" timestamp="2026-11-25T09:15:00" hostname="localhost" tests="1" failures="1" errors="0" time="0.003075">
    <properties>
    <property name="kedge.version" value="0.1.0"/>
    </properties>
    <testcase name="repository" classname="kedge.repository" time="0.003075">
    <failure message="&quot;models/x.yaml&quot; is a link." type="not-a-file">error not-a-file: &quot;models/x.yaml&quot; is a link.
      fix: Put the file itself there.</failure>
    </testcase>
    <system-out/>
    <system-err/>
    </testsuite>
    </testsuites>"
  `)
  expect(await junitErrors(xml)).toEqual([])
})

test('[B6] what is no one file’s is a test too, failed or not', async () => {
  const xml = checkJunit(reportOf([], []))
  expect(xml).toMatch(/<testsuite name="repository" .* tests="1" failures="0" errors="0" time="0.012300">/)
  expect(xml).toContain('<testcase name="repository" classname="kedge.repository" time="0.012300"/>')
  expect(await junitErrors(xml)).toEqual([])
})

test('[B6] both schemas refuse what is no JUnit report', async () => {
  const xml = checkJunit(reportOf([TYPO], FILES))
  expect(await junitErrors(xml.replaceAll(' name=', ' nome='))).not.toEqual([])
  expect((await junitErrors(xml.replaceAll('failure', 'failed'))).join('\n')).toMatch(/failed[\s\S]*failed/)
  expect(await junitErrors(xml.replace('&lt;', '<'))).not.toEqual([])
  expect(await junitErrors(xml.replace('&amp;', '\u0001'))).not.toEqual([])
})

/** As `visible`, and what XML cannot hold by its name as well. */
const shown = (text: string) => visible(text).replace(/[\ufffe\uffff]/g, named)

test('[B6] whatever stands in a problem, the report is valid and an XML parser finds it there', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(report, { minLength: 12, maxLength: 12 }), async reports => {
      const documents = reports.map(it => checkReport(it, 'junit'))
      expect(await junitErrors(...documents)).toEqual([])
      const problems = reports.flatMap(it => it.problems)
      const parsed = await asParsed(checkReport(reportOf(problems), 'junit'))
      for (const { file, says, fix, code } of problems) {
        expect(parsed).toContain(`${shown(code)}: ${shown(says)}\n  fix: ${shown(fix)}`)
        expect(parsed).toContain(` name="${shown(file || 'repository')}"`)
      }
    }),
    { numRuns: 4 },
  )
}, 60_000)

test('[B6] counts and times add up', () => {
  fc.assert(
    fc.property(report, it => {
      const suites = checkJunit(it).split('<testsuite ').slice(1)
      const names = new Set(['repository', ...it.files, ...it.problems.map(p => p.file || 'repository')])
      const failed = new Set(it.problems.filter(p => p.level === 'error').map(p => p.file || 'repository'))
      const sum = (name: string) => suites.reduce((all, suite) => all + numberIn(suite, name), 0)
      expect(sum('tests')).toBe(names.size)
      expect(sum('failures')).toBe(failed.size)
      for (const suite of suites) {
        const times = [...suite.matchAll(/<testcase [^>]*? time="([\d.]+)"/g)].map(found => Number(found[1]))
        expect(numberIn(suite, 'tests')).toBe(times.length)
        expect(numberIn(suite, 'failures')).toBe(suite.match(/<failure /g)?.length ?? 0)
        expect(numberIn(suite, 'time')).toBeCloseTo(
          times.reduce((a, b) => a + b, 0),
          4,
        )
      }
      expect(sum('time')).toBeCloseTo(it.milliseconds / 1000, 4)
    }),
  )
})

const numberIn = (suite: string, name: string) => Number(new RegExp(` ${name}="([\\d.]+)"`).exec(suite)?.[1])
