/** JSON Logic in YAML: one operator an object. Anything may stand in a file, so lint it before it is trusted. */
export type Rule = { readonly [operator: string]: unknown }

export type RuleOutcome = 'holds' | 'does-not' | 'missing'

/**
 * What a rule is for: `expect` says what must hold, and silence must never make it hold; `when` says whether a policy
 * applies at all.
 */
export type RuleUse = 'expect' | 'when'

/** How a part turns the whole: as it comes out, the other way round, or both: as the condition of an `if` does. */
export type Sign = 'plain' | 'negated' | 'both'

export function signOf(operator: Operator, index: number, count: number, sign: Sign): Sign {
  if (operator === 'if') return index % 2 === 0 && index < count - 1 ? 'both' : sign
  if (operator !== '!' || sign === 'both') return sign
  return sign === 'plain' ? 'negated' : 'plain'
}

export interface RuleAnswer {
  readonly outcome: RuleOutcome
  /** `kpis.mae.value 21.7 is not <= 18.5`, one line a leaf that was looked at. */
  readonly trace: readonly string[]
}

/** Deeper or larger than this is a mistake or an attack, also through YAML aliases that repeat or contain themselves. */
export const LIMITS = { depth: 32, parts: 500, text: 200 } as const

/** The whole list: what takes how many arguments. Whatever is not here is refused. */
export const OPERATORS = {
  and: { group: 'logic', args: [1, 50] },
  or: { group: 'logic', args: [1, 50] },
  '!': { group: 'logic', args: [1, 1] },
  if: { group: 'if', args: [3, 21] },
  known: { group: 'known', args: [1, 1] },
  var: { group: 'var', args: [1, 1] },
  '===': { group: 'equal', args: [2, 2] },
  '!==': { group: 'equal', args: [2, 2] },
  '<': { group: 'order', args: [2, 3] },
  '<=': { group: 'order', args: [2, 3] },
  '>': { group: 'order', args: [2, 2] },
  '>=': { group: 'order', args: [2, 2] },
  in: { group: 'in', args: [2, 2] },
  '+': { group: 'sum', args: [2, 20] },
  '*': { group: 'sum', args: [2, 20] },
  '-': { group: 'sum', args: [1, 2] },
  '/': { group: 'sum', args: [2, 2] },
  min: { group: 'sum', args: [1, 20] },
  max: { group: 'sum', args: [1, 20] },
} as const satisfies Record<string, { group: string; args: readonly [least: number, most: number] }>
export type Operator = keyof typeof OPERATORS
export type Group = (typeof OPERATORS)[Operator]['group']

/** One operator with its arguments as a list; undefined for anything that is not exactly that. */
export function callOf(node: unknown): { operator: Operator; group: Group; args: readonly unknown[] } | undefined {
  if (!isObject(node)) return undefined
  const [operator, ...more] = Object.keys(node)
  if (operator === undefined || more.length > 0 || !Object.hasOwn(OPERATORS, operator)) return undefined
  const name = operator as Operator
  const args = argsOf(node[operator])
  const {
    group,
    args: [least, most],
  } = OPERATORS[name]
  const odd = group !== 'if' || args.length % 2 === 1
  return args.length >= least && args.length <= most && odd ? { operator: name, group, args } : undefined
}

/** JSON Logic's short form: one argument needs no list. */
export function argsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}

/** The path of a fact that `var` or `known` names: words and dots, nothing else. */
export function pathOf(argument: unknown): string | undefined {
  return typeof argument === 'string' && argument.length <= LIMITS.text && FACT.test(argument) ? argument : undefined
}
const FACT = /^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z0-9_-]+)*$/

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A text, a true or false, or a number that is one: what may stand beside a fact. */
export function isConstant(value: unknown): value is string | number | boolean {
  if (typeof value === 'string') return value.length <= LIMITS.text
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
}

/** The facts a rule names, in the order it names them; of what is no rule, or too large for one, perhaps not all. */
export function factsIn(rule: unknown): readonly string[] {
  const found = new Set<string>()
  // An operator and its list are two levels here, and two things to look at.
  let left = 2 * LIMITS.parts
  const walk = (node: unknown, depth: number): void => {
    left -= 1
    if (left < 0 || depth > 2 * LIMITS.depth) return
    if (Array.isArray(node)) for (const part of node) walk(part, depth + 1)
    if (!isObject(node)) return
    for (const [operator, value] of Object.entries(node)) {
      const path = operator === 'var' || operator === 'known' ? pathOf(argsOf(value)[0]) : undefined
      if (path === undefined) walk(value, depth + 1)
      else found.add(path)
    }
  }
  walk(rule, 0)
  return [...found]
}
