import { says } from '../words/says.ts'
import { callOf, pathOf } from './rule.ts'

/** A rule or a part of one as people write it: `kpis.mae.value <= 18.5`. */
export function ruleWords(node: unknown): string {
  const call = callOf(node)
  if (call === undefined) return constantWords(node)
  const { operator, group, args } = call
  const words = args.map(ruleWords)
  switch (group) {
    case 'var':
      return pathOf(args[0]) ?? says.ruleWords.noFact
    case 'known':
      return says.ruleWords.known(pathOf(args[0]) ?? says.ruleWords.noFact)
    case 'if':
      return ifWords(words)
    case 'logic':
      return operator === '!' ? says.ruleWords.not(words[0]) : `(${words.join(` ${operator} `)})`
    default:
      return operator === 'min' || operator === 'max' ? `${operator}(${words.join(', ')})` : words.join(` ${operator} `)
  }
}

function ifWords([condition, then, ...rest]: readonly string[]): string {
  if (then === undefined) return condition ?? ''
  return says.ruleWords.choice(condition, then, ifWords(rest))
}

function constantWords(node: unknown): string {
  if (Array.isArray(node)) return `[${node.map(constantWords).join(', ')}]`
  return typeof node === 'string' ? node : (JSON.stringify(node) ?? says.ruleWords.nothing)
}
