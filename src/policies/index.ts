// Written by `npm run generate` from the files of this folder; a change by hand is lost.
import approvals from './approvals.ts'
import digest from './digest.ts'
import discovery from './discovery.ts'
import freeze from './freeze.ts'
import freshness from './freshness.ts'
import guardrail from './guardrail.ts'
import lifecycle from './lifecycle.ts'
import monitor from './monitor.ts'
import people from './people.ts'
import playbook from './playbook.ts'
import regulation from './regulation.ts'
import sla from './sla.ts'
import waiver from './waiver.ts'

export const policyKinds = {
  approvals,
  digest,
  discovery,
  freeze,
  freshness,
  guardrail,
  lifecycle,
  monitor,
  people,
  playbook,
  regulation,
  sla,
  waiver,
} as const
