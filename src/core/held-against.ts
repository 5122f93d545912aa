/** What the rules hold against a change without stopping it: whoever approved before they did has not approved that. */
import { isWayBack, type Part } from './change.ts'
import type { PlannedFinding } from './planned.ts'

type Answer = Pick<PlannedFinding, 'policy' | 'model' | 'outcome' | 'blocks'>

/** What the rules hold against it: the id of a rule first, then its model and its answer, where those are known. */
export type Against = readonly string[]

/**
 * What is held against it now. What blocks is left out: nothing is merged meanwhile, and once it blocks no more it is as it
 * was. On the way back to safety so is what has no answer, since silence never blocks that.
 */
export function heldAgainst(findings: readonly Answer[], parts: readonly Part[]): Against {
  const kinds = parts.flatMap(part => part.kinds)
  const goesBack = kinds.length > 0 && kinds.every(isWayBack)
  return findings.flatMap(it => (it.blocks || (goesBack && it.outcome === 'unknown') ? [] : namesOf(it)))
}

/** What of it whoever was shown these findings knew. */
export function knownFrom(findings: readonly Answer[]): Against {
  return findings.flatMap(it => (it.outcome === 'fail' ? [...namesOf(it), nameOf(it, 'unknown')] : namesOf(it)))
}

/** Ids of the rules that are held against it and were not known. */
export function unknownOf(now: Against, known: Against): readonly string[] {
  return [...new Set(now.filter(name => !known.includes(name)).map(name => name.split(' ')[0] ?? name))]
}

function namesOf(it: Answer): string[] {
  return it.outcome === 'fail' || it.outcome === 'unknown' ? [nameOf(it, it.outcome)] : []
}

const nameOf = ({ policy, model }: Answer, outcome: string) => `${policy} ${model} ${outcome}`
