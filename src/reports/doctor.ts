import type { Probe } from '../core/probe.ts'
import { isWell } from '../core/probe.ts'
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
  const line = `${SIGNS[probe.outcome]} ${probe.name}: ${visible(probe.says)}`
  return 'fix' in probe ? `${line}\n  fix: ${visible(probe.fix)}` : line
}

function countsOf(probes: readonly Probe[]): string {
  const many = (outcome: Probe['outcome']) => probes.filter(it => it.outcome === outcome).length
  const counts = `${many('pass')} passed, ${many('fail')} failed, ${many('unknown')} unknown, ${many('skip')} skipped`
  return isWell(probes) ? `All well: ${counts}.` : `Not well: ${counts}.`
}
