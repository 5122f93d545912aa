import { callOf, pathOf } from './rule.ts'

/** A rule or a part of one as people write it: `kpis.mae.value <= 18.5`. */
export function ruleWords(node: unknown): string {
  const call = callOf(node)
  if (call === undefined) return constantWords(node)
  const { operator, group, args } = call
  const words = args.map(ruleWords)
  switch (group) {
    case 'var':
      return pathOf(args[0]) ?? 'no fact'
    case 'known':
      return `${pathOf(args[0]) ?? 'no fact'} is known`
    case 'if':
      return ifWords(words)
    case 'logic':
      return operator === '!' ? `not ${words[0]}` : `(${words.join(` ${operator} `)})`
    default:
      return operator === 'min' || operator === 'max' ? `${operator}(${words.join(', ')})` : words.join(` ${operator} `)
  }
}

function ifWords([condition, then, ...rest]: readonly string[]): string {
  if (then === undefined) return condition ?? ''
  return `if ${condition} then ${then} else ${ifWords(rest)}`
}

function constantWords(node: unknown): string {
  if (Array.isArray(node)) return `[${node.map(constantWords).join(', ')}]`
  return typeof node === 'string' ? node : (JSON.stringify(node) ?? 'nothing')
}
