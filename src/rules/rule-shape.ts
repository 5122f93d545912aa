import { says } from '../words/says.ts'
import type { FactType } from './fact-schema.ts'
import { isConstant } from './rule.ts'
import { type Call, complain, enter, fact, type Here, type Part, type Shape, spent } from './rule-walk.ts'

/** A part that is compared or computed with. */
export function shapeOf({ node, here }: Part): Shape | undefined {
  if (isConstant(node))
    return spent(here, 1) ? undefined : { type: typeof node as FactType, constants: [node], fact: false }
  if (Array.isArray(node)) return listShape(node, here)
  const call = enter(node, here, 'value')
  if (call === undefined) return undefined
  if (call.group === 'var') return fact(call.parts[0], says.ruleShape.writeFact)
  if (call.group === 'sum') return sumShape(call)
  if (call.group === 'if') return ifShape(call, here)
  return complain(here, 'bad-type', says.ruleShape.noValue(call.operator))
}

function listShape(list: readonly unknown[], here: Here): Shape | undefined {
  if (spent(here, list.length + 1)) return undefined
  if (list.length === 0) return complain(here, 'bad-rule', says.ruleShape.emptyList)
  if (list.every(isConstant) && list.every(item => typeof item === typeof list[0]))
    return { type: 'list', constants: list, fact: false }
  return complain(here, 'bad-type', says.ruleShape.mixedList)
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
  if (shapes.some(shape => shape?.type !== first.type)) return complain(here, 'bad-type', says.ruleShape.mixedIf)
  return { type: first.type, constants: shapes.flatMap(shape => shape?.constants ?? []), fact: true }
}

export function shapeIs(part: Part, type: FactType, operator: string): Shape | undefined {
  const shape = shapeOf(part)
  if (shape !== undefined && shape.type !== type)
    complain(part.here, 'bad-type', {
      says: says.ruleShape.wants({ operator, type, is: shape.type }),
      fix: hint(part.node, type),
    })
  return shape
}

export function hint(node: unknown, type: FactType): string {
  if (type === 'number' && typeof node === 'string' && Number.isFinite(Number(node)))
    return says.ruleShape.unquote(Number(node))
  return type === 'list' ? says.ruleShape.writeList : says.ruleShape.write(type)
}
