import type { FactType } from './fact-schema.ts'
import { isConstant } from './rule.ts'
import { type Call, complain, enter, fact, type Here, type Part, type Shape, spent } from './rule-walk.ts'

/** A part that is compared or computed with. */
export function shapeOf({ node, here }: Part): Shape | undefined {
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
      part.here.walk.condition(part)
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

export function shapeIs(part: Part, type: FactType, operator: string): Shape | undefined {
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

export function hint(node: unknown, type: FactType): string {
  if (type === 'number' && typeof node === 'string' && Number.isFinite(Number(node)))
    return `leave out the quotes: ${Number(node)}`
  return type === 'list' ? 'write a list: [low, medium]' : `write a ${type} or name a fact that is one`
}
