import { nearest } from '../core/did-you-mean.ts'
import { says } from '../words/says.ts'
import { argsOf, isObject, OPERATORS, type Operator } from './rule.ts'

/** What should stand where something else does. */
export type Wanted = 'condition' | 'value'

/** Why something is not one operator with its arguments. `at` leads from the node to what is wrong. */
export function notACall(node: unknown, wanted: Wanted) {
  if (!isObject(node))
    return { code: 'bad-rule', says: says.ruleRefusal.not[wanted], fix: says.ruleRefusal.writeOne, at: [] }
  const [name, ...more] = Object.keys(node)
  if (name === undefined) return { code: 'bad-rule', ...says.ruleRefusal.empty, at: [] }
  if (more.length > 0) return { code: 'bad-rule', ...says.ruleRefusal.several([name, ...more]), at: [] }
  if (!Object.hasOwn(OPERATORS, name)) return { code: 'unknown-operator', ...noOperator(name), at: [name] }
  const args = argsOf(node[name]).length
  const bad =
    name === 'if'
      ? says.ruleRefusal.badIf(args)
      : says.ruleRefusal.badCount(name, args, OPERATORS[name as Operator].args)
  return { code: 'bad-rule', ...bad, at: [name] }
}

function noOperator(operator: string) {
  const known = Object.keys(OPERATORS)
  return says.ruleRefusal.unknown({ operator, near: nearest(operator, known), known })
}
