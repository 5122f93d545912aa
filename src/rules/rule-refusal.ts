import { nearest } from '../core/did-you-mean.ts'
import { argsOf, isObject, OPERATORS, type Operator } from './rule.ts'

/** What JSON Logic has and rules do not, and what to write instead. */
const INSTEAD: Readonly<Record<string, string>> = {
  '==': 'write `===`: nothing is ever converted',
  '!=': 'write `!==`: nothing is ever converted',
  '!!': 'name a fact that is true or false by `var`, or ask whether it is there by `known`',
  missing: 'ask `known`',
  missing_some: 'ask `known`',
  some: 'use `in`',
  all: 'use `and`',
  none: 'use `!` and `in`',
  '%': 'use another comparison',
}

/** Why something is not one operator with its arguments. `at` leads from the node to what is wrong. */
export function notACall(node: unknown, wanted: string) {
  if (!isObject(node))
    return refusal(
      'bad-rule',
      `this is not ${wanted}`,
      'write one operator: `{ "<=": [{ var: kpis.mae.value }, 18.5] }`',
    )
  const keys = Object.keys(node)
  if (keys.length === 0)
    return refusal('bad-rule', 'an empty object is not a rule', 'write one operator or leave it out')
  if (keys.length > 1)
    return refusal(
      'bad-rule',
      `one operator an object, and here are ${keys.length}: ${keys.slice(0, 5).join(', ')}`,
      'join them by `and`: [ … ] or by `or`: [ … ]',
    )
  const name = keys[0] ?? ''
  if (!Object.hasOwn(OPERATORS, name))
    return refusal('unknown-operator', `there is no operator \`${name.slice(0, 40)}\``, insteadOf(name), [name])
  return refusal(
    'bad-rule',
    `\`${name}\` has ${argsOf(node[name]).length} arguments`,
    `give it ${wantedArgs(name as Operator)}`,
    [name],
  )
}

function refusal(code: string, says: string, fix: string, at: readonly string[] = []) {
  return { code, says, fix, at }
}

function insteadOf(name: string): string {
  if (Object.hasOwn(INSTEAD, name)) return INSTEAD[name] ?? ''
  const near = nearest(name, Object.keys(OPERATORS))
  return near ? `did you mean \`${near}\`?` : `one of ${Object.keys(OPERATORS).join(' ')}`
}

function wantedArgs(name: Operator): string {
  if (name === 'if') return 'a condition, what then, and what else'
  const [least, most] = OPERATORS[name].args
  return least === most ? `${least}` : `${least} to ${most}`
}
