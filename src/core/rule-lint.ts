import { oneOf } from './did-you-mean.ts'
import { findFact } from './fact-find.ts'
import type { FactSchema, FactType } from './fact-schema.ts'
import type { Complaint } from './policy-kind.ts'
import { callOf, type Group, isConstant, LIMITS, pathOf } from './rule.ts'
import { notACall } from './rule-refusal.ts'

type Path = readonly (string | number)[]

/** Everything wrong with a rule, by path from `at`. An empty list: it can be evaluated, and answers yes, no or missing. */
export function lintRule(rule: unknown, facts: FactSchema, at: Path = []): Complaint[] {
  const walk: Walk = { facts, found: [], left: LIMITS.parts, full: false }
  truth(rule, { walk, at, depth: 0 })
  return walk.found
}

interface Walk {
  readonly facts: FactSchema
  readonly found: Complaint[]
  left: number
  full: boolean
}
interface Here {
  readonly walk: Walk
  readonly at: Path
  readonly depth: number
}

/** What is known of a value before there are facts. */
interface Shape {
  readonly type: FactType
  /** What it has to be one of: the fact's own list. */
  readonly oneOf?: readonly string[]
  /** The constants it is, or may be. */
  readonly constants: readonly unknown[]
  readonly fact: boolean
}

/** A part that must come out as true or false. */
function truth(node: unknown, here: Here): undefined {
  const call = enter(node, here, 'a condition')
  if (call === undefined) return
  switch (call.group) {
    case 'logic':
    case 'if':
      for (const part of call.parts) truth(part.node, part.here)
      return
    case 'known':
      fact(call.parts[0], 'write the path itself: `known: case.open`')
      return
    case 'var':
      return flag(call.parts[0])
    case 'sum':
      return complain(
        here,
        'bad-type',
        `\`${call.operator}\` computes a number, and a condition must be true or false`,
        'compare it: `{ "<=": [ …, 10 ] }`',
      )
    default:
      return comparison(call, here)
  }
}

interface Part {
  readonly node: unknown
  readonly here: Here
}
interface Call {
  readonly operator: string
  readonly group: Group
  readonly parts: readonly Part[]
}

/** One operator with its arguments and where each of them stands; what is anything else is complained of. */
function enter(node: unknown, here: Here, wanted: string): Call | undefined {
  if (spent(here, 1)) return undefined
  const call = callOf(node)
  if (call === undefined) {
    const { at, ...complaint } = notACall(node, wanted)
    return complain({ ...here, at: [...here.at, ...at] }, complaint.code, complaint.says, complaint.fix)
  }
  const listed = Array.isArray((node as Readonly<Record<string, unknown>>)[call.operator])
  const parts = call.args.map((arg, i) => ({
    node: arg,
    here: { ...here, at: [...here.at, call.operator, ...(listed ? [i] : [])], depth: here.depth + 1 },
  }))
  return { operator: call.operator, group: call.group, parts }
}

/** One complaint of size is enough: an alias that contains itself would give endless ones. */
function spent(here: Here, parts: number): boolean {
  here.walk.left -= parts
  if (here.walk.left >= 0 && here.depth < LIMITS.depth) return here.walk.full
  if (!here.walk.full)
    complain(
      here,
      'rule-too-large',
      `a rule has at most ${LIMITS.parts} parts, ${LIMITS.depth} deep`,
      'split it into several policies',
    )
  here.walk.full = true
  return true
}

function complain(here: Here, code: string, says: string, fix: string): undefined {
  if (!here.walk.full) here.walk.found.push({ at: here.at, code, says, fix })
}

function fact(part: Part | undefined, form: string): Shape | undefined {
  if (part === undefined) return undefined
  const path = pathOf(part.node)
  if (path === undefined) return complain(part.here, 'bad-rule', 'this names no fact', form)
  const found = findFact(part.here.walk.facts, path)
  if ('says' in found) return complain(part.here, 'unknown-fact', found.says, found.fix)
  return { type: found.type, fact: true, constants: [], ...(found.oneOf && { oneOf: found.oneOf }) }
}

function flag(part: Part | undefined): undefined {
  const shape = fact(part, 'write its path: `var: target.passed`')
  if (part === undefined || shape === undefined || shape.type === 'boolean') return
  complain(
    part.here,
    'bad-type',
    `\`${part.node}\` is a ${shape.type}, and a condition must be true or false`,
    'compare it',
  )
}

/** A part that is compared or computed with. */
function shapeOf({ node, here }: Part): Shape | undefined {
  if (isConstant(node))
    return spent(here, 1) ? undefined : { type: typeof node as FactType, constants: [node], fact: false }
  if (Array.isArray(node)) return listShape(node, here)
  const call = enter(node, here, 'a value')
  if (call === undefined) return undefined
  if (call.group === 'var') return fact(call.parts[0], 'write its path: `var: kpis.mae.value`')
  if (call.group === 'sum') return sumShape(call)
  if (call.group === 'if') return ifShape(call, here)
  return complain(
    here,
    'bad-type',
    `\`${call.operator}\` answers true or false, and a value is wanted here`,
    'use a fact, a number or a text',
  )
}

function listShape(list: readonly unknown[], here: Here): Shape | undefined {
  if (spent(here, list.length + 1)) return undefined
  if (list.length === 0)
    return complain(here, 'bad-rule', 'an empty list has nothing in it', 'name what it should be one of')
  if (list.every(isConstant) && list.every(item => typeof item === typeof list[0]))
    return { type: 'list', constants: list, fact: false }
  return complain(here, 'bad-type', 'a list holds only texts or only numbers', 'leave out null, facts and other lists')
}

function sumShape(call: Call): Shape {
  const shapes = call.parts.map(part => shapeIs(part, 'number', call.operator))
  return { type: 'number', constants: [], fact: shapes.some(shape => shape?.fact ?? true) }
}

function ifShape(call: Call, here: Here): Shape | undefined {
  const last = call.parts.length - 1
  const takes = call.parts.filter((_, i) => i === last || i % 2 === 1)
  call.parts
    .filter((_, i) => i !== last && i % 2 === 0)
    .forEach(part => {
      truth(part.node, part.here)
    })
  const shapes = takes.map(shapeOf)
  const [first] = shapes
  if (first === undefined || shapes.includes(undefined)) return undefined
  if (shapes.some(shape => shape?.type !== first.type))
    return complain(
      here,
      'bad-type',
      'the branches of `if` are of different types',
      'make all of them numbers, or all texts',
    )
  return { type: first.type, constants: shapes.flatMap(shape => shape?.constants ?? []), fact: true }
}

function shapeIs(part: Part, type: FactType, operator: string): Shape | undefined {
  const shape = shapeOf(part)
  if (shape !== undefined && shape.type !== type)
    complain(
      part.here,
      'bad-type',
      `\`${operator}\` wants a ${type} here, and this is a ${shape.type}`,
      hint(part.node, type),
    )
  return shape
}

function hint(node: unknown, type: FactType): string {
  if (type === 'number' && typeof node === 'string' && Number.isFinite(Number(node)))
    return `leave out the quotes: ${Number(node)}`
  return type === 'list' ? 'write a list: [low, medium]' : `write a ${type} or name a fact that is one`
}

function comparison(call: Call, here: Here): undefined {
  const before = here.walk.found.length
  const shapes =
    call.group === 'order' ? call.parts.map(part => shapeIs(part, 'number', call.operator)) : call.parts.map(shapeOf)
  if (here.walk.found.length > before) return
  if (!shapes.some(shape => shape?.fact))
    return complain(
      here,
      'bad-rule',
      `\`${call.operator}\` compares constants, so the answer never changes`,
      'name a fact: `{ var: kpis.mae.value }`',
    )
  if (call.group === 'equal') alike(call, shapes as Shape[])
  if (call.group === 'in') member(call, shapes as Shape[])
}

function alike(call: Call, [a, b]: readonly Shape[]): undefined {
  const [left, right] = call.parts
  if (!a || !b || !left || !right) return
  const list = a.type === 'list' ? left : b.type === 'list' ? right : undefined
  if (list) return complain(list.here, 'bad-type', 'a list is equal to nothing', 'ask whether something is in it: `in`')
  if (a.type !== b.type)
    return complain(right.here, 'bad-type', `a ${a.type} is never equal to a ${b.type}`, hint(right.node, a.type))
  possible(a, b, right)
  possible(b, a, left)
}

function member(call: Call, [a, b]: readonly Shape[]): undefined {
  const [item, list] = call.parts
  if (!a || !b || !item || !list) return
  if (b.type !== 'list')
    return complain(list.here, 'bad-type', `\`in\` looks into a list, and this is a ${b.type}`, hint(list.node, 'list'))
  const inside = b.fact ? 'string' : typeof b.constants[0]
  if (a.type !== inside)
    return complain(item.here, 'bad-type', `a ${a.type} is never in a list of ${inside}s`, `use a ${inside}`)
  possible(a, b, list)
}

/** `change.kind` is never `rolback`. */
function possible(one: Shape, other: Shape, part: Part): undefined {
  const { oneOf: known } = one
  const typo = known && other.constants.find(constant => typeof constant === 'string' && !known.includes(constant))
  if (known && typo !== undefined)
    complain(part.here, 'impossible-value', `it is never \`${typo}\``, `use ${oneOf(known)}`)
}
