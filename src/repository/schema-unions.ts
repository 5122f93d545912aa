import type { ErrorObject } from 'ajv'

/** A union fails once for each branch; what is told is the choice, or the errors of the branch that was meant. */
export function untangled(errors: readonly ErrorObject[]): ErrorObject[] {
  const unions = errors.filter(e => e.keyword === 'anyOf' || e.keyword === 'oneOf')
  const outer = unions.filter(u => !unions.some(other => other !== u && inside(u, other)))
  const free = errors.filter(e => !outer.includes(e) && !outer.some(u => inside(e, u)))
  return [
    ...free,
    ...outer.flatMap(union =>
      branchMeant(
        union,
        errors.filter(e => e !== union && inside(e, union)),
      ),
    ),
  ]
}

function inside(e: ErrorObject, union: ErrorObject): boolean {
  const same = e.instancePath === union.instancePath || e.instancePath.startsWith(`${union.instancePath}/`)
  return same && e.schemaPath.startsWith(`${union.schemaPath}/`)
}

function branchMeant(union: ErrorObject, inner: readonly ErrorObject[]): ErrorObject[] {
  const here = (e: ErrorObject) => e.instancePath === union.instancePath
  if (inner.length === 0) return [union]
  const constants = (union.schema as readonly { const?: unknown }[]).map(branch => branch.const)
  if (!constants.includes(undefined)) return [{ ...union, keyword: 'enum', params: { allowedValues: constants } }]
  if (inner.every(e => here(e) && e.keyword === 'type')) {
    return [{ ...union, keyword: 'type', params: { type: inner.flatMap(e => e.params.type) } }]
  }
  const branches = Map.groupBy(inner, e => e.schemaPath.slice(union.schemaPath.length + 1).split('/')[0])
  const tags = [...branches.values()].map(branch => branch.find(e => e.keyword === 'const'))
  const [tag] = tags
  // A tag that is none of them is meant to be one of them, so all are told and not the first alone.
  if (tag && tags.every(other => other?.instancePath === tag.instancePath)) {
    return [{ ...tag, keyword: 'enum', params: { allowedValues: tags.map(other => other?.params.allowedValue) } }]
  }
  return untangled(
    [...branches.values()].reduce((best, branch) => (misfit(branch, union) < misfit(best, union) ? branch : best)),
  )
}

/** How far a branch is from what was written: a wrong type or a wrong tag says that it was not meant at all. */
function misfit(branch: readonly ErrorObject[], union: ErrorObject): number {
  const wrong = branch.filter(
    e => e.keyword === 'const' || (e.keyword === 'type' && e.instancePath === union.instancePath),
  )
  return branch.length + 1000 * wrong.length
}
