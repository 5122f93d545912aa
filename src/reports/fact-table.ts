import type { Section } from './folder-readme.ts'

interface Fact {
  readonly path: string
  readonly types: readonly ('number' | 'string' | 'boolean' | 'list')[]
  readonly from: 'file' | 'clock' | 'measured' | 'change'
  readonly about: string
  readonly oneOf?: readonly string[]
}

interface Operator {
  readonly operator: string
  readonly args: readonly [least: number, most: number]
  readonly says: string
  readonly example: string
}

const TYPES = { number: 'number', string: 'text', boolean: 'true or false', list: 'list of text' } as const
const SOURCES = { file: 'file', clock: 'day', measured: 'measured', change: 'change' } as const

/** What rules are made of, for the README of policies. */
export function ruleSections(facts: readonly Fact[], operators: readonly Operator[]): readonly Section[] {
  return [
    { title: 'Facts', text: `${FACTS}\n\n${factTable(facts)}` },
    { title: 'Operators', text: `${OPERATORS}\n\n${operatorTable(operators)}\n\n${MISSING}` },
  ]
}

const FACTS = `What a rule may name. *From* says who tells it: the \`file\`s alone, the files and the \`day\` it is asked, what
was \`measured\`, or the \`change\` that is asked for. \`<id>\` stands for a KPI of the model. Examples nest the same
names: \`facts: { change: { kind: promote } }\`.`

const OPERATORS = `A rule is one operator with its arguments, and an argument may be a rule again. No other operator is
taken, and nothing is ever converted: a text is never a number.`

const MISSING = `A fact that nobody says is missing: what compares it is unknown, and unknown is never pass. A \`when\` that
comes out missing is unknown too, so a policy does not step aside because nobody spoke. \`known\` asks whether a fact is
there at all; \`kedge check\` refuses it where silence would make \`expect\` hold, or where a silent measurement would
leave the policy out.`

function factTable(facts: readonly Fact[]): string {
  const rows = facts.map(it => `| \`${it.path}\` | ${isOf(it)} | ${SOURCES[it.from]} | ${it.about} |`)
  return ['| fact | is | from | says |', '|---|---|---|---|', ...rows].join('\n')
}

function isOf({ types, oneOf }: Fact): string {
  return oneOf === undefined
    ? types.map(type => TYPES[type]).join(' or ')
    : oneOf.map(word => `\`${word}\``).join(' or ')
}

function operatorTable(operators: readonly Operator[]): string {
  const rows = operators.map(it => `| \`${it.operator}\` | ${countOf(it.args)} | ${it.says} | \`${it.example}\` |`)
  return ['| operator | arguments | says | example |', '|---|---|---|---|', ...rows].join('\n')
}

function countOf([least, most]: Operator['args']): string {
  return least === most ? `${least}` : `${least} to ${most}`
}
