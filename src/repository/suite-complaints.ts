import type { Model } from '../core/model.ts'
import type { Complaint } from '../core/policy-kind.ts'
import { says } from '../words/says.ts'
import type { Named } from './names.ts'

/** What a model says of its suites that could never come to anything. */
export function suiteComplaints({ suites = {} }: Model): Complaint[] {
  return Object.entries(suites).flatMap(([name, { everyDays, gates }]): Complaint[] => {
    if (everyDays !== undefined || gates !== undefined) return []
    return [{ at: ['suites', name], code: 'suite-never-runs', ...says.suites.neverRuns(name) }]
  })
}

/** Whoever runs one by hand. */
export function suiteRunners({ suites = {} }: Model): Named[] {
  return Object.entries(suites).flatMap(([name, { delivery }]): Named[] =>
    'manual' in delivery ? [{ at: ['suites', name, 'delivery', 'manual', 'by'], id: delivery.manual.by }] : [],
  )
}
