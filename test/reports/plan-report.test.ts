import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FieldChange, Planned, PlannedFile, PlannedFinding } from '../../src/core/planned.ts'
import { planReport } from '../../src/reports/plan-report.ts'
import { text } from './document-arbitrary.ts'

const change = (says: string): FieldChange => ({ is: 'field-changed', at: ['x'], says })
const finding = (more: Partial<PlannedFinding> = {}): PlannedFinding => ({
  policy: 'low-drift',
  outcome: 'fail',
  severity: 'block',
  because: 'Drift is low.',
  fix: 'Train it.',
  trace: ['drift.psi 0.3 is not <= 0.2'],
  model: 'm-1',
  kinds: ['edit'],
  blocks: true,
  ...more,
})
const file = (n: number, more: Partial<PlannedFile> = {}): PlannedFile => ({
  file: `models/m-${n}.yaml`,
  is: 'model',
  id: `m-${n}`,
  name: `Model ${n}`,
  kinds: ['edit'],
  changes: [change('tier lowered from high to low')],
  findings: [],
  approvals: { policies: [], uncovered: [] },
  namedBy: [],
  ...more,
})
const plan = (more: Partial<Planned> = {}): Planned => ({
  base: 'a'.repeat(40),
  head: 'working-tree',
  good: true,
  models: [],
  rules: [],
  verdicts: [],
  problems: [],
  ...more,
})
const many = <T>(n: number, make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i))
/** A line without its spans of code and its escaped signs, from left to right as CommonMark reads it. */
function withoutCode(line: string): string {
  return line.replace(/\\.|(?<!`)(`+)(?!`)(?:.*?[^`])?\1(?!`)/gsu, '')
}
/** What GitHub takes as a step summary is more; a comment takes this. */
const MOST = 65_535

describe('[B7] what kedge plan prints', () => {
  const whole = plan({
    good: false,
    rules: [
      {
        file: 'policies/low-drift.yaml',
        is: 'guardrail',
        id: 'low-drift',
        changes: [change('severity changed from warn to block')],
        approvals: { policies: [], uncovered: ['rules'] },
        owners: ['ana', 'bo'],
      },
    ],
    verdicts: [
      {
        rule: 'low-drift',
        changed: [
          {
            model: 'm-1',
            at: ['promote', 'edit'],
            from: { outcome: 'absent', trace: [] },
            to: { outcome: 'fail', severity: 'block', trace: ['drift.psi 0.3 is not <= 0.2'] },
          },
        ],
        unchanged: 4,
      },
    ],
    models: [
      file(1, {
        findings: [
          finding(),
          finding({ outcome: 'pass', blocks: false }),
          finding({
            policy: 'runs',
            outcome: 'unknown',
            blocks: false,
            measured: true,
            trace: ['running.wanted is missing'],
          }),
          finding({ policy: 'passed', outcome: 'unknown', blocks: false, trace: ['target.passed is missing'] }),
        ],
        namedBy: ['policies/low-drift.yaml'],
        approvals: {
          policies: [
            {
              policy: 'two-eyes',
              because: 'Two see more.',
              kinds: ['edit'],
              needs: [{ role: 'modelops', count: 1 }],
              withinHours: 24,
              merge: 'manual',
              says: '1 of modelops, within 24 hours',
            },
          ],
          uncovered: [],
        },
      }),
    ],
  })

  test('to people', () => {
    expect(planReport(whole, 'text')).toMatchInlineSnapshot(`
      "┃ What would change
      ┃ ━━━━━━━━━━━━━━━━━
      ┃
      ┃ ✗ 1 file of models and 1 policy would change. 2 files are blocked; approvals by two-eyes.
      ┃
      ┃ low-drift (guardrail) policies/low-drift.yaml: rules
      ┃
      ┃ • severity changed from warn to block
      ┃ • rule owners: ana and bo
      ┃ ✗ blocked: no approvals policy covers rules. fix: add it to the covers of one
      ┃
      ┃ low-drift judges 1 model differently; 4 models as before.
      ┃
      ┃ Model  When           Old rules     New rules     Why
      ┃ ─────  ─────────────  ────────────  ────────────  ───────────────────────────
      ┃ m-1    promote, edit  no such rule  fail (block)  drift.psi 0.3 is not <= 0.2
      ┃
      ┃ Model 1 (model) models/m-1.yaml: edit
      ┃
      ┃ • tier lowered from high to low
      ┃ ✗ low-drift fail (blocks): drift.psi 0.3 is not <= 0.2. Drift is low. fix: Train it.
      ┃ ? runs unknown (block): running.wanted is missing. Only what is measured can tell: the check kedge will.
      ┃ ? passed unknown (does not block the way back): target.passed is missing. Drift is low. fix: Train it.
      ┃ ✓ 1 rule held
      ┃ ! still named by policies/low-drift.yaml
      ┃ ○ two-eyes for edit: 1 of modelops, within 24 hours
      ┃
      ┃ ────────────────────────────────────────────────────────────────────────────────────────────────────────────
      ┃
      ┃ · Judged by the rules of the base aaaaaaaaaaaa, of the files on disk. It is advice: readings are unknown
      ┃   here, and the gate is the check kedge."
    `)
  })

  test('to the summary of a step', () => {
    expect(planReport(whole, 'markdown')).toMatchInlineSnapshot(`
      "### What would change

      **✗** 1 file of models and 1 policy would change. 2 files are blocked; approvals by two-eyes.

      **low-drift** (guardrail) \`policies/low-drift.yaml\`: rules

      - severity changed from warn to block
      - rule owners: ana and bo
      - ✗ blocked: no approvals policy covers rules. fix: add it to the \`covers\` of one

      **low-drift** judges 1 model differently; 4 models as before.

      | Model | When | Old rules | New rules | Why |
      | --- | --- | --- | --- | --- |
      | m-1 | promote, edit | no such rule | fail (block) | drift.psi 0.3 is not &lt;= 0.2 |

      **Model 1** (model) \`models/m-1.yaml\`: edit

      - tier lowered from high to low
      - ✗ **low-drift** fail (blocks): \`drift.psi 0.3 is not <= 0.2\`. Drift is low. fix: Train it.
      - ? **runs** unknown (block): \`running.wanted is missing\`. Only what is measured can tell: the check kedge will.
      - ? **passed** unknown (does not block the way back): \`target.passed is missing\`. Drift is low. fix: Train it.
      - ✓ 1 rule held
      - ! still named by policies/low-drift.yaml
      - ○ two-eyes for edit: 1 of modelops, within 24 hours

      ---

      <sub>Judged by the rules of the base \`aaaaaaaaaaaa\`, of the files on disk. It is advice: readings are unknown here, and the gate is the check \`kedge\`.</sub>"
    `)
  })

  test.each([1, 61, 10_000])(
    'for %i changed models it fits where GitHub shows it, and says how many more there are',
    n => {
      const said = planReport(
        plan({ models: many(n, i => file(i, { findings: [finding()] })), good: false }),
        'markdown',
      )
      expect(said.length).toBeLessThanOrEqual(MOST)
      const shown = said.split('(model)').length - 1
      expect(shown).toBeGreaterThan(0)
      const more = Number(/… and ([\d,]+) files? of models more/.exec(said)?.[1]?.replaceAll(',', '') ?? 0)
      expect(shown + more).toBe(n)
    },
  )

  test('one model of ten thousand changes, findings and verdicts fits too', () => {
    const verdict = {
      at: ['rest'],
      from: { outcome: 'pass', severity: 'warn', trace: [] },
      to: { outcome: 'fail', severity: 'block', trace: ['<'.repeat(900)] },
    } as const
    const said = planReport(
      plan({
        models: [
          file(1, {
            changes: many(10_000, i => change(`<b>${i}`.repeat(400))),
            findings: many(10_000, i => finding({ policy: `p-${i}`, because: '@all '.repeat(300) })),
          }),
        ],
        verdicts: many(200, i => ({
          rule: `r-${i}`,
          changed: many(500, n => ({ ...verdict, model: `m-${n}` })),
          unchanged: 3,
        })),
      }),
      'markdown',
    )
    expect(said.length).toBeLessThanOrEqual(MOST)
    expect(said).toContain('… and 9,988 changes more')
    expect(said).toContain('… and 9,988 findings more')
    expect(said).toMatch(/… and \d+ rows more/)
    expect(said).toMatch(/… and \d+ rules more/)
  })

  test('what is blocked comes first, and what holds is counted', () => {
    const held = finding({ outcome: 'pass', blocks: false })
    const models = [...many(70, i => file(i, { findings: [held, held] })), file(99, { findings: [held, finding()] })]
    const said = planReport(plan({ models, good: false }), 'text')
    expect(said).toContain('71 files of models would change. 1 file is blocked')
    expect(said.indexOf('Model 99')).toBeLessThan(said.indexOf('Model 0 '))
    expect(said).toContain('✗ low-drift fail (blocks): drift.psi 0.3 is not <= 0.2. Drift is low. fix: Train it.')
    expect(said).toContain('✓ 2 rules held')
  })

  test('each number of problems is said, with place and fix', () => {
    const problems = [
      {
        level: 'error',
        code: 'bad-yaml',
        file: 'models/a.yaml',
        line: 3,
        column: 1,
        says: 'It is broken.',
        fix: 'Mend it',
      },
    ] as const
    expect(planReport(plan({ problems, good: false }), 'markdown')).toContain(
      '- `models/a.yaml:3:1` **bad-yaml**: It is broken. fix: Mend it',
    )
    expect(planReport(plan({ problems, good: false }), 'text')).toContain('No plan: 1 problem first.')
  })

  test('whatever stands in files is text: no HTML, no mention, no heading, no link, no cell of its own', () => {
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 8, maxLength: 8 }),
        ([a = '', b = '', c = '', d = '', e = '', f = '', g = '', h = '']) => {
          const answer = { outcome: 'fail', severity: 'warn', trace: [g] } as const
          const said = planReport(
            plan({
              models: [
                file(1, {
                  name: a,
                  changes: [change(b)],
                  findings: [finding({ trace: [c], because: d, fix: e })],
                  namedBy: [f],
                }),
              ],
              verdicts: [
                {
                  rule: 'r',
                  changed: [{ model: h, at: ['rest'], from: answer, to: { ...answer, outcome: 'pass' } }],
                  unchanged: 0,
                },
              ],
            }),
            'markdown',
          )
          const outside = said.split('\n').map(withoutCode).join('\n')
          expect(outside).not.toMatch(/<(?!\/?sub>)/)
          expect(outside).not.toMatch(/@(?!&#8203;)/)
          expect(said.split('\n').filter(line => /^#/.test(line))).toEqual(['### What would change'])
          expect(said.split('\n').filter(line => line.startsWith('|'))).toHaveLength(3)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('JSON is the plan and nothing else', () => {
    const it = plan({ models: [file(1, { findings: [finding()] })] })
    expect(JSON.parse(planReport(it, 'json'))).toEqual(it)
  })
})
