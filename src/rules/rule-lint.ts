import type { Complaint } from '../core/policy-kind.ts'
import { says } from '../words/says.ts'
import type { FactSchema } from './fact-schema.ts'
import { LIMITS, type RuleUse } from './rule.ts'
import { hint, shapeIs, shapeOf } from './rule-shape.ts'
import {
  type Call,
  complain,
  enter,
  fact,
  type Here,
  type Part,
  type Path,
  type Shape,
  type Walk,
} from './rule-walk.ts'

/** Everything wrong with a rule, by path from `at`. An empty list: it can be evaluated, and answers yes, no or missing. */
export function lintRule(rule: unknown, facts: FactSchema, at: Path = [], use: RuleUse = 'expect'): Complaint[] {
  const walk: Walk = {
    facts,
    use,
    found: [],
    left: LIMITS.parts,
    full: false,
    condition: part => truth(part.node, part.here),
  }
  truth(rule, { walk, at, depth: 0, sign: 'plain' })
  return walk.found
}

/** A part that must come out as true or false. */
function truth(node: unknown, here: Here): undefined {
  const call = enter(node, here, 'condition')
  if (call === undefined) return
  switch (call.group) {
    case 'logic':
    case 'if':
      for (const part of call.parts) truth(part.node, part.here)
      return
    case 'known':
      return known(call, here)
    case 'var':
      return flag(call.parts[0])
    case 'sum':
      return complain(here, 'bad-type', says.ruleLint.sum(call.operator))
    default:
      return comparison(call, here)
  }
}

/** Silence may keep a policy from passing, or make it apply; it is never what makes it pass or leaves it out. */
function known(call: Call, here: Here): undefined {
  const shape = fact(call.parts[0], says.ruleLint.writeKnown)
  if (shape === undefined) return
  const path = call.parts[0]?.node
  if (here.walk.use === 'expect' && here.sign !== 'plain')
    return complain(here, 'negated-known', says.ruleLint.negatedKnown(path, shape.from === 'measured'))
  if (here.walk.use === 'when' && here.sign !== 'negated' && shape.from === 'measured')
    complain(here, 'silence-skips', says.ruleLint.silenceSkips(path))
}

function flag(part: Part | undefined): undefined {
  const shape = fact(part, says.ruleLint.writeTruth)
  if (part === undefined || shape === undefined || shape.type === 'boolean') return
  complain(part.here, 'bad-type', says.ruleLint.noTruth(part.node, shape.type))
}

function comparison(call: Call, here: Here): undefined {
  const before = here.walk.found.length
  const shapes =
    call.group === 'order' ? call.parts.map(part => shapeIs(part, 'number', call.operator)) : call.parts.map(shapeOf)
  if (here.walk.found.length > before) return
  if (!shapes.some(shape => shape?.fact)) return complain(here, 'bad-rule', says.ruleLint.constants(call.operator))
  if (call.group === 'equal') alike(call, shapes as Shape[])
  if (call.group === 'in') member(call, shapes as Shape[])
}

function alike(call: Call, [a, b]: readonly Shape[]): undefined {
  const [left, right] = call.parts
  if (!a || !b || !left || !right) return
  const list = a.type === 'list' ? left : b.type === 'list' ? right : undefined
  if (list) return complain(list.here, 'bad-type', says.ruleLint.equalList)
  if (a.type !== b.type)
    return complain(right.here, 'bad-type', {
      says: says.ruleLint.neverEqual(a.type, b.type),
      fix: hint(right.node, a.type),
    })
  possible(a, b, right)
  possible(b, a, left)
}

function member(call: Call, [a, b]: readonly Shape[]): undefined {
  const [item, list] = call.parts
  if (!a || !b || !item || !list) return
  if (b.type !== 'list')
    return complain(list.here, 'bad-type', { says: says.ruleLint.noList(b.type), fix: hint(list.node, 'list') })
  const inside = b.fact ? 'string' : typeof b.constants[0]
  if (a.type !== inside) return complain(item.here, 'bad-type', says.ruleLint.neverIn(a.type, inside))
  possible(a, b, list)
}

/** `change.kind` is never `rolback`. */
function possible(one: Shape, other: Shape, part: Part): undefined {
  const { oneOf: known } = one
  const typo = known && other.constants.find(constant => typeof constant === 'string' && !known.includes(constant))
  if (known && typo !== undefined) complain(part.here, 'impossible-value', says.ruleLint.impossible(typo, known))
}
