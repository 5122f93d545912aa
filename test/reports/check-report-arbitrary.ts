import fc from 'fast-check'
import { type Problem, problem } from '../../src/core/problem.ts'
import type { CheckReport } from '../../src/reports/check-report.ts'
import { text } from './document-arbitrary.ts'

/** What XML, SARIF and terminals each have their own trouble with. */
const sign = fc.constantFrom(
  '\u0000',
  '\u000b',
  '\u0085',
  '\ufffe',
  '\uffff',
  '\ud800',
  '\udc00',
  '😀',
  '\r\n',
  '\t',
  ' ',
  ']]>',
  '&#0;',
  '<![CDATA[',
  '[here](1)',
  '{0}',
  '%',
  '/',
  '//',
  ':',
  '"',
)
const any = fc.oneof(
  text,
  fc.array(sign, { maxLength: 6 }).map(parts => parts.join('')),
)
const place = fc.option(fc.integer({ min: 1, max: 2 ** 31 - 1 }), { nil: undefined })
const given = (value: object) =>
  Object.fromEntries(Object.entries(value).filter(([, it]) => it !== undefined)) as Partial<Problem>

const problems = fc.array(
  fc
    .record({
      level: fc.constantFrom<Problem['level']>('error', 'warning', 'note'),
      file: fc.option(fc.oneof(any, fc.constantFrom('models/a.yaml', 'policies/b.yaml')), { nil: undefined }),
      line: place,
      column: place,
      code: any,
      says: any,
      fix: any,
    })
    .map(({ code, says, fix, ...where }) => problem(code, says, fix, given(where))),
  { maxLength: 6 },
)

/** A report about anything; who checks, and when, is as ever. */
export const report: fc.Arbitrary<CheckReport> = fc
  .record({
    problems,
    files: fc.uniqueArray(any, { maxLength: 3 }),
    milliseconds: fc.double({ min: 0, max: 1e9, noNaN: true }),
  })
  .map(({ problems, files, milliseconds }) => reportOf(problems, files, milliseconds))

export function reportOf(
  problems: readonly Problem[],
  files: readonly string[] = [],
  milliseconds = 12.3,
): CheckReport {
  return {
    good: problems.every(p => p.level !== 'error'),
    problems,
    files,
    counts: { models: 1, useCases: 0, sources: 0, profiles: 0, policies: 2, examples: 3 },
    began: '2026-11-25T09:15:00.123Z',
    milliseconds,
    kedge: { version: '0.1.0', homepage: 'https://kedge.example/' },
  }
}
