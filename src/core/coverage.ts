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

/** One list of findings a model. */
export function coverageOf(models: readonly (readonly Finding[])[]): Coverage {
  const standing = models.map(findings => {
    if (findings.some(stops)) return 'failing'
    if (findings.some(f => f.outcome === 'waived')) return 'waived'
    return findings.length === 0 ? 'unmanaged' : 'full'
  })
  const count = (is: string) => standing.filter(it => it === is).length
  return {
    full: count('full'),
    failing: count('failing'),
    waived: count('waived'),
    unmanaged: count('unmanaged'),
    waivers: models.flat().filter(f => f.outcome === 'waived').length,
  }
}

/** What only readings can answer is not held against files that hold none. */
function stops({ severity, outcome, measured = false }: Finding): boolean {
  return severity === 'block' && (outcome === 'fail' || (outcome === 'unknown' && !measured))
}
