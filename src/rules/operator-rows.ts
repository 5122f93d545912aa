import { says } from '../words/says.ts'
import { OPERATORS, type Operator } from './rule.ts'

/** An operator as a reader meets it. */
export interface OperatorRow {
  readonly operator: string
  readonly args: readonly [least: number, most: number]
  readonly says: string
  /** A whole rule, or a whole condition, in YAML. */
  readonly example: string
}

/** Every operator a rule may use, in the order of the list that refuses all others. */
export function operatorRows(): readonly OperatorRow[] {
  return (Object.keys(OPERATORS) as Operator[]).map(operator => ({
    operator,
    args: OPERATORS[operator].args,
    says: says.operatorRows[operator],
    example: EXAMPLES[operator],
  }))
}

const EXAMPLES: Readonly<Record<Operator, string>> = {
  and: '{ and: [{ var: model.wayBack }, { var: model.observed }] }',
  or: '{ or: [{ var: model.wayBack }, { var: model.onHold }] }',
  '!': '{ "!": { var: model.onHold } }',
  if: '{ if: [{ var: model.pii }, { var: model.wayBack }, { var: model.observed }] }',
  known: '{ known: model.validation.outcome }',
  var: '{ var: target.passed }',
  '===': '{ "===": [{ var: change.kind }, promote] }',
  '!==': '{ "!==": [{ var: model.tier }, low] }',
  '<': '{ "<": [0, { var: model.validation.days }, 365] }',
  '<=': '{ "<=": [{ var: model.findings.overdue }, 0] }',
  '>': '{ ">": [{ var: model.review.daysLeft }, 0] }',
  '>=': '{ ">=": [{ var: model.kpis }, 1] }',
  in: '{ in: [{ var: model.tier }, [medium, high]] }',
  '+': '{ "<=": [{ "+": [{ var: model.findings.open }, { var: model.testsFailed }] }, 3] }',
  '*': '{ "<=": [{ var: model.costPerMonth }, { "*": [{ var: model.consumers }, 100] }] }',
  '-': '{ "<=": [{ "-": [{ var: model.findings.open }, { var: model.findings.openHigh }] }, 5] }',
  '/': '{ "<=": [{ "/": [{ var: model.costPerMonth }, { var: model.consumers }] }, 50] }',
  min: '{ ">": [{ min: [{ var: model.review.daysLeft }, { var: model.vendor.reviewDays }] }, 0] }',
  max: '{ "<=": [{ max: [{ var: model.documentDays }, { var: model.validation.days }] }, 365] }',
}
