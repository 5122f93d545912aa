import type { Probe } from '../core/probe.ts'
import { isWell } from '../core/probe.ts'
import { says } from '../words/says.ts'
import { visible } from './visible.ts'

const SIGNS = { pass: '✓', fail: '✗', unknown: '?', skip: '–' } as const

/** One line a probe, the fix below what is not well, and a count. */
export function doctorText(probes: readonly Probe[]): string {
  return [...probes.map(probeText), '', countsOf(probes)].join('\n')
}

export function doctorJson(probes: readonly Probe[]): string {
  return JSON.stringify({ good: isWell(probes), probes }, null, 2)
}

function probeText(probe: Probe): string {
  const line = `${SIGNS[probe.outcome]} ${says.doctor.found(probe.name, visible(probe.says))}`
  return 'fix' in probe ? `${line}\n  ${says.doctor.fix(visible(probe.fix))}` : line
}

function countsOf(probes: readonly Probe[]): string {
  const of = (outcome: Probe['outcome']) => probes.filter(it => it.outcome === outcome).length
  const counts = { passed: of('pass'), failed: of('fail'), unknown: of('unknown'), skipped: of('skip') }
  return isWell(probes) ? says.doctor.well(counts) : says.doctor.unwell(counts)
}
