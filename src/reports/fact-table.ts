import { says } from '../words/says.ts'
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

/** What rules are made of, for the README of policies. */
export function ruleSections(facts: readonly Fact[], operators: readonly Operator[]): readonly Section[] {
  const { factsTitle, factsAre, operatorsTitle, operatorsAre, missing } = says.factTable
  return [
    { title: factsTitle, text: [factsAre, factTable(facts)].join('\n\n') },
    { title: operatorsTitle, text: [operatorsAre, operatorTable(operators), missing].join('\n\n') },
  ]
}

function factTable(facts: readonly Fact[]): string {
  const rows = facts.map(it => `| \`${it.path}\` | ${isOf(it)} | ${says.factTable.sources[it.from]} | ${it.about} |`)
  return [`| ${says.factTable.factsHead.join(' | ')} |`, '|---|---|---|---|', ...rows].join('\n')
}

function isOf({ types, oneOf }: Fact): string {
  return says.factTable.oneOf(oneOf?.map(word => `\`${word}\``) ?? types.map(type => says.factTable.types[type]))
}

function operatorTable(operators: readonly Operator[]): string {
  const rows = operators.map(it => `| \`${it.operator}\` | ${countOf(it.args)} | ${it.says} | \`${it.example}\` |`)
  return [`| ${says.factTable.operatorsHead.join(' | ')} |`, '|---|---|---|---|', ...rows].join('\n')
}

function countOf([least, most]: Operator['args']): string {
  return least === most ? `${least}` : says.factTable.range(least, most)
}
