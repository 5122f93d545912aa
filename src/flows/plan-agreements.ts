import type { Grant } from '../core/change.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { Repository } from '../core/repository.ts'
import sla from '../policies/sla.ts'
import { isMap, mapAt, textIn } from '../repository/changed-data.ts'
import type { DifferingFile } from './plan-files.ts'

type Agreeing = Pick<DifferingFile, 'path' | 'is' | 'id' | 'changes' | 'before' | 'after'>

/**
 * Who has to agree to a promise that is new, changed or gone: both sides, as they were and as they are to be. Whoever
 * has left cannot be asked any more.
 */
export function agreeing({ is, changes, before, after }: Agreeing, { people }: Repository): readonly string[] {
  if (is !== sla.kind || changes.length === 0) return []
  const sides = [before, after].flatMap(data => (isMap(data) ? [mapAt(data, 'agreedBy')] : []))
  const named = sides.flatMap(side => [textIn(side, 'business'), textIn(side, 'provider')])
  return [...new Set(named)].filter(
    id => id !== undefined && Object.hasOwn(people.people, id) && people.people[id]?.left === undefined,
  ) as string[]
}

/** The slot of each, by a role they have by the rules of the base. */
export function agreements(file: Agreeing, old: Repository): (Grant | Problem)[] {
  return agreeing(file, old).map(person => {
    const [role] = old.people.people[person]?.roles ?? []
    if (role !== undefined) return { waiver: file.id, person, role, agrees: true }
    const says = `${person} has to agree to ${file.id}, and has no role to agree in.`
    return problem('no-role-to-agree', says, `give ${person} a role in policies/people.yaml first`, { file: file.path })
  })
}
