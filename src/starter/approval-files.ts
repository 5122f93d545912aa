import type { Need } from '../approvals/approval.ts'
import type { ChangeKind } from '../core/change.ts'
import type { Tier } from '../core/naming.ts'
import { yamlScalar } from '../repository/yaml-scalar.ts'
import { type Says, says } from '../words/says.ts'
import type { Answers, Files } from './answers.ts'
import { approvalExamples } from './approval-examples.ts'
import { yamlHead } from './yaml-comment.ts'

interface Approval {
  readonly id: keyof Says['approvalFiles']['policies']
  /** What else than models it is for. */
  readonly kinds?: readonly ('use-case' | 'source')[]
  /** Left out: it is for what is no model's. */
  readonly tiers?: readonly Tier[]
  readonly covers: readonly ChangeKind[]
  readonly needs: readonly Need[]
  readonly withinHours: number
  readonly merge: 'auto' | 'manual'
}

const OTHER: Need = { role: 'modelops', count: 1 }
const VALIDATOR: Need = { role: 'model-validation', count: 1, via: ['github'] }
const RULES: Need = { role: 'governance', count: 1, via: ['github'] }

/** All a model of some risk can be asked, but for the way back. */
const EVERYTHING: readonly ChangeKind[] = ['register', 'promote', 'retrain', 'replace', 'resume', 'retire', 'edit']

const LOW: Approval = {
  id: 'approve-low',
  tiers: ['low'],
  covers: ['promote', 'rollback', 'retrain', 'hold', 'resume', 'edit'],
  needs: [],
  withinHours: 72,
  merge: 'auto',
}

const LOW_REGISTER: Approval = {
  id: 'approve-low-register',
  tiers: ['low'],
  covers: ['register', 'replace', 'retire'],
  needs: [OTHER],
  withinHours: 72,
  merge: 'manual',
}

const MEDIUM: Approval = {
  id: 'approve-medium',
  tiers: ['medium'],
  covers: EVERYTHING,
  needs: [OTHER],
  withinHours: 72,
  merge: 'manual',
}

const HIGH: Approval = {
  id: 'approve-high',
  tiers: ['high'],
  covers: EVERYTHING,
  needs: [OTHER, VALIDATOR],
  withinHours: 72,
  merge: 'manual',
}

const WAY_BACK: Approval = {
  id: 'approve-way-back',
  tiers: ['medium', 'high'],
  covers: ['rollback', 'hold'],
  needs: [OTHER],
  withinHours: 24,
  merge: 'auto',
}

const AROUND: Approval = {
  id: 'approve-data-and-uses',
  kinds: ['use-case', 'source'],
  covers: ['register', 'edit'],
  needs: [OTHER],
  withinHours: 72,
  merge: 'manual',
}

const FOR_RULES: Approval = {
  id: 'approve-rules',
  covers: ['rules'],
  needs: [RULES],
  withinHours: 168,
  merge: 'manual',
}

/** Who must approve what, one file a tier; what is for no tier that was asked for is left out. */
export function approvalFiles({ tiers, channel }: Answers): Files {
  const all = [LOW, LOW_REGISTER, MEDIUM, HIGH, WAY_BACK, AROUND, FOR_RULES].flatMap((it): Approval[] => {
    const mine = it.tiers?.filter(tier => tiers.includes(tier))
    if (mine === undefined) return [it]
    return mine.length > 0 ? [{ ...it, tiers: mine }] : []
  })
  return Object.fromEntries(all.map(it => [`policies/${it.id}.yaml`, textOf(it, channel)]))
}

function textOf(it: Approval, channel: string): string {
  const { comment, because, fix } = says.approvalFiles.policies[it.id]
  const list = it.needs.map(need => `\n  - ${needOf(need)}`).join('')
  return `${yamlHead('policy', comment)}kind: approvals
id: ${it.id}
because: ${yamlScalar(because)}
fix: ${yamlScalar(fix)}
${selectorOf(it)}covers: [${it.covers.join(', ')}]
needs:${list || ' []'}
withinHours: ${it.withinHours}
merge: ${it.merge}
channel: ${channel} # ${says.approvalFiles.channel}
examples:
${approvalExamples(it.needs, it.withinHours)}`
}

function selectorOf({ kinds, tiers }: Approval): string {
  if (kinds !== undefined) return `appliesTo: { kinds: [${kinds.join(', ')}] }\n`
  return tiers === undefined ? '' : `appliesTo: { tiers: [${tiers.join(', ')}] }\n`
}

function needOf({ role, count, via }: Need): string {
  const doors = via === undefined ? '' : `, via: [${via.join(', ')}]`
  return `{ role: ${role}, count: ${count}${doors} }`
}
