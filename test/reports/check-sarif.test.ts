import fc from 'fast-check'
import type { Result } from 'sarif'
import { expect, test } from 'vitest'
import { problem } from '../../src/core/problem.ts'
import { checkReport } from '../../src/reports/check-report.ts'
import { checkSarif } from '../../src/reports/check-sarif.ts'
import { visible } from '../../src/reports/visible.ts'
import { sarifErrors } from '../fixtures/published-schemas.ts'
import { report, reportOf } from './check-report-arbitrary.ts'

const TYPO = problem('unknown-key', 'There is no key `teir` here. Did you mean `tier`?', 'Write `tier`', {
  file: 'models/other.yaml',
  line: 5,
  column: 1,
})
const SPARE = { ...TYPO, says: 'There is no key `spare` here.', fix: 'Take it out', line: 9 }
const ACCOUNT = problem('no-account', 'Nobody sees them.', 'Add `slack`.', {
  file: 'policies/people.yaml',
  level: 'warning',
})

const resultsOf = (...problems: readonly (typeof TYPO)[]): Result[] =>
  checkSarif(reportOf(problems)).runs[0]?.results ?? []
const marksOf = (...problems: readonly (typeof TYPO)[]) => resultsOf(...problems).map(it => it.partialFingerprints)
const uriOf = (file: string) => resultsOf({ ...TYPO, file })[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri

test('[B6] a SARIF log has one rule a code, and results that point to it', () => {
  const log = checkSarif(reportOf([TYPO, ACCOUNT, SPARE]))
  expect(log.runs[0]?.tool).toMatchInlineSnapshot(`
    {
      "driver": {
        "informationUri": "https://kedge.example/",
        "name": "kedge",
        "rules": [
          {
            "defaultConfiguration": {
              "level": "error",
            },
            "fullDescription": {
              "text": "What kedge check calls unknown-key.",
            },
            "help": {
              "text": "Each result says its own fix. One of them: Write \`tier\`",
            },
            "id": "unknown-key",
            "shortDescription": {
              "text": "Unknown key",
            },
          },
          {
            "defaultConfiguration": {
              "level": "warning",
            },
            "fullDescription": {
              "text": "What kedge check calls no-account.",
            },
            "help": {
              "text": "Each result says its own fix. One of them: Add \`slack\`.",
            },
            "id": "no-account",
            "shortDescription": {
              "text": "No account",
            },
          },
        ],
        "version": "0.1.0",
      },
    }
  `)
  expect(log.runs[0]?.results?.map(it => [it.ruleId, it.ruleIndex, it.level])).toEqual([
    ['unknown-key', 0, 'error'],
    ['no-account', 1, 'warning'],
    ['unknown-key', 0, 'error'],
  ])
  expect(log.runs[0]?.results?.[0]).toMatchInlineSnapshot(`
    {
      "level": "error",
      "locations": [
        {
          "physicalLocation": {
            "artifactLocation": {
              "uri": "models/other.yaml",
              "uriBaseId": "%SRCROOT%",
            },
            "region": {
              "startColumn": 1,
              "startLine": 5,
            },
          },
        },
      ],
      "message": {
        "text": "There is no key \`teir\` here. Did you mean \`tier\`?
    fix: Write \`tier\`",
      },
      "partialFingerprints": {
        "kedgeProblem/v1": "77e1e1e7c72e4861ec35141dd73c8ccc7b1998814d6d90c4fe22ff9f88c17123:1",
      },
      "ruleId": "unknown-key",
      "ruleIndex": 0,
    }
  `)
  expect(log.runs[0]).toMatchObject({ columnKind: 'utf16CodeUnits', invocations: [{ executionSuccessful: true }] })
  expect(sarifErrors(log)).toEqual([])
})

test('[B6] a run that found nothing has an empty list of results', () => {
  const log = JSON.parse(checkReport(reportOf([]), 'sarif'))
  expect(log.runs[0].results).toEqual([])
  expect(sarifErrors(log)).toEqual([])
})

test('[B6] a Kedge without a home page names none', () => {
  const log = checkSarif({ ...reportOf([]), kedge: { version: '1.2.3' } })
  expect(log.runs[0]?.tool.driver).toEqual({ name: 'kedge', version: '1.2.3', rules: [] })
  expect(sarifErrors(log)).toEqual([])
})

test('[B6] the schema refuses what is no SARIF', () => {
  const log = checkSarif(reportOf([TYPO]))
  expect(sarifErrors({ ...log, version: '2.0.0' })).not.toEqual([])
  expect(sarifErrors({ ...log, runs: [{ results: [] }] })).not.toEqual([])
  expect(sarifErrors({ ...log, runs: [{ ...log.runs[0], results: [{ message: {} }] }] })).not.toEqual([])
})

test('[B6] every result has a place with a line, for GitHub refuses a whole upload for one without', () => {
  const { file: _, line: __, column: ___, ...nowhere } = TYPO
  const places = [nowhere, { ...nowhere, file: 'models/a.yaml' }, { ...nowhere, file: 'models/a.yaml', line: 3 }]
  expect(resultsOf(...places).map(it => it.locations)).toEqual([
    [at('policies', { startLine: 1 })],
    [at('models/a.yaml', { startLine: 1 })],
    [at('models/a.yaml', { startLine: 3 })],
  ])
})

const at = (uri: string, region: object) => ({
  physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region },
})

test.each([
  ['models/a b.yaml', 'models/a%20b.yaml'],
  ['models/a#b?c%20.yaml', 'models/a%23b%3Fc%2520.yaml'],
  ['c:/flüge.yaml', 'c%3A/fl%C3%BCge.yaml'],
])('[B6] the path %s is the URI %s', (file, uri) => {
  expect(uriOf(file)).toBe(uri)
})

test('[B6] a fingerprint outlives a moved line and tells two of the same apart', () => {
  expect(marksOf({ ...TYPO, line: 50, column: 7 })).toEqual(marksOf(TYPO))
  const moved = marksOf(SPARE, { ...TYPO, line: 11 }, { ...TYPO, line: 12 })
  expect(moved).toEqual(marksOf(SPARE, { ...TYPO, line: 1 }, { ...TYPO, line: 2 }))
  expect(new Set(moved.map(it => JSON.stringify(it))).size).toBe(3)
  expect(marksOf({ ...TYPO, file: 'models/more.yaml' })).not.toEqual(marksOf(TYPO))
})

test('[B6] no text of a file becomes a link', () => {
  const [result] = resultsOf({ ...TYPO, says: 'See [the fix](https://evil.test).', fix: '[x](1)' })
  expect(result?.message.text).toBe('See [the fix]\\u0028https://evil.test).\nfix: [x]\\u00281)')
})

test('[B6] whatever stands in a problem, the log is valid SARIF and holds it', () => {
  fc.assert(
    fc.property(report, it => {
      const log = JSON.parse(checkReport(it, 'sarif'))
      expect(sarifErrors(log)).toEqual([])
      const { results, tool } = log.runs[0]
      expect(results).toHaveLength(it.problems.length)
      it.problems.forEach((p, index) => {
        const result = results[index]
        const { artifactLocation, region } = result.locations[0].physicalLocation
        expect(tool.driver.rules[result.ruleIndex].id).toBe(visible(p.code))
        expect(result).toMatchObject({ ruleId: visible(p.code), level: p.level })
        expect(result.message.text.replaceAll(']\\u0028', '](')).toBe(
          `${visible(p.says)}\nfix: ${visible(p.fix)}`.replaceAll(']\\u0028', ']('),
        )
        expect(decodeURIComponent(artifactLocation.uri)).toBe((p.file || 'policies').toWellFormed())
        expect(region.startLine).toBe(p.line ?? 1)
      })
    }),
    { numRuns: 300 },
  )
})
