import type { Finding } from './change.ts'

/** Each model is counted once, by the worst of it. */
export interface Coverage {
  /** Every rule that applies holds. */
  readonly full: number
  /** A rule that blocks does not hold, or nobody can say. */
  readonly failing: number
  /** All hold but for exceptions. */
  readonly waived: number
  /** No rule judges it. */
  readonly unmanaged: number
  /** Findings that an exception waived. */
  readonly waivers: number
}

/** One list of findings a model; each is looked at once, so that they need not all be there at a time. */
export function coverageOf(models: Iterable<readonly Finding[]>): Coverage {
  const count = { full: 0, failing: 0, waived: 0, unmanaged: 0, waivers: 0 }
  for (const findings of models) {
    const waivers = findings.filter(f => f.outcome === 'waived').length
    count[standing(findings, waivers)] += 1
    count.waivers += waivers
  }
  return count
}

function standing(findings: readonly Finding[], waivers: number): Exclude<keyof Coverage, 'waivers'> {
  if (findings.some(stops)) return 'failing'
  if (waivers > 0) return 'waived'
  return findings.length === 0 ? 'unmanaged' : 'full'
}

/** What only readings can answer is not held against files that hold none. */
function stops({ severity, outcome, measured = false }: Finding): boolean {
  return severity === 'block' && (outcome === 'fail' || (outcome === 'unknown' && !measured))
}
