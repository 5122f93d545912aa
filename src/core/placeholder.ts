import { says } from '../words/says.ts'
import { type Complaint, complaint } from './policy-kind.ts'

/** What stands in a new repository until somebody knows better. Slack gives out no such id, and GitHub none below zero. */
export const LATER = { team: 'T00000000', channel: 'C00000000', github: -1 } as const

/** A place that still waits for the real id. It is a warning: everything else can be tried meanwhile. */
export function waiting(at: Complaint['at'], value: string | number | undefined, fix: string): Complaint[] {
  if (value === undefined) return []
  const later = typeof value === 'number' ? value < 0 : /^[TC]0+$/.test(value)
  return later ? [complaint(at, 'placeholder', [says.placeholder.onlyKeeps(value), fix], 'warning')] : []
}
