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
  return Object.entries(OPERATORS).map(([operator, { args }]) => ({ operator, args, ...WORDS[operator as Operator] }))
}

const WORDS: Readonly<Record<Operator, Pick<OperatorRow, 'says' | 'example'>>> = {
  and: { says: 'All of them hold.', example: '{ and: [{ var: model.wayBack }, { var: model.observed }] }' },
  or: { says: 'At least one of them holds.', example: '{ or: [{ var: model.wayBack }, { var: model.onHold }] }' },
  '!': { says: 'It does not hold.', example: '{ "!": { var: model.onHold } }' },
  if: {
    says: 'A condition and what follows, as often as you like, then what follows otherwise: an odd number.',
    example: '{ if: [{ var: model.pii }, { var: model.wayBack }, { var: model.observed }] }',
  },
  known: { says: 'Somebody says this fact, whatever it is.', example: '{ known: model.validation.outcome }' },
  var: { says: 'The fact; by itself one that is true or false.', example: '{ var: target.passed }' },
  '===': { says: 'Both are the same and of one type.', example: '{ "===": [{ var: change.kind }, promote] }' },
  '!==': { says: 'They differ, and are of one type.', example: '{ "!==": [{ var: model.tier }, low] }' },
  '<': {
    says: 'Each number is smaller than the next.',
    example: '{ "<": [0, { var: model.validation.days }, 365] }',
  },
  '<=': {
    says: 'Each number is smaller than the next, or the same.',
    example: '{ "<=": [{ var: model.findings.overdue }, 0] }',
  },
  '>': { says: 'The first number is larger.', example: '{ ">": [{ var: model.review.daysLeft }, 0] }' },
  '>=': { says: 'The first number is larger, or the same.', example: '{ ">=": [{ var: model.kpis }, 1] }' },
  in: {
    says: 'The first is in the list; the list is written down or is a fact.',
    example: '{ in: [{ var: model.tier }, [medium, high]] }',
  },
  '+': {
    says: 'The sum.',
    example: '{ "<=": [{ "+": [{ var: model.findings.open }, { var: model.testsFailed }] }, 3] }',
  },
  '*': {
    says: 'The product.',
    example: '{ "<=": [{ var: model.costPerMonth }, { "*": [{ var: model.consumers }, 100] }] }',
  },
  '-': {
    says: 'The difference; of one number, the same with the other sign.',
    example: '{ "<=": [{ "-": [{ var: model.findings.open }, { var: model.findings.openHigh }] }, 5] }',
  },
  '/': {
    says: 'The quotient; by zero there is none, which is unknown.',
    example: '{ "<=": [{ "/": [{ var: model.costPerMonth }, { var: model.consumers }] }, 50] }',
  },
  min: {
    says: 'The smallest.',
    example: '{ ">": [{ min: [{ var: model.review.daysLeft }, { var: model.vendor.reviewDays }] }, 0] }',
  },
  max: {
    says: 'The largest.',
    example: '{ "<=": [{ max: [{ var: model.documentDays }, { var: model.validation.days }] }, 365] }',
  },
}
