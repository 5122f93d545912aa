import type { Part } from '../core/change.ts'
import { heldAgainst } from '../core/held-against.ts'
import type { PlannedFinding } from '../core/planned.ts'
import type { Bench } from './approval.ts'

type Answered = Pick<
  PlannedFinding,
  'policy' | 'model' | 'outcome' | 'severity' | 'blocks' | 'because' | 'fix' | 'trace'
>

/** What the rules answer, as far as a verdict takes it in. */
export function answersIn(
  findings: readonly Answered[],
  parts: readonly Part[],
): Pick<Bench, 'stopped' | 'silent' | 'against'> {
  return {
    stopped: findings.filter(({ blocks }) => blocks),
    silent: [...new Set(findings.filter(isSilent).map(({ policy }) => policy))],
    against: heldAgainst(findings, parts),
  }
}

/** A rule that would block, had no answer, and lets the way back to safety pass. */
function isSilent({ outcome, severity, blocks }: Answered): boolean {
  return outcome === 'unknown' && severity === 'block' && !blocks
}
