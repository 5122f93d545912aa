import type { Need } from '../approvals/approval.ts'
import type { ChangeKind } from '../core/change.ts'
import type { Tier } from '../core/naming.ts'
import type { Answers, Files } from './answers.ts'
import { approvalExamples } from './approval-examples.ts'

interface Approval {
  readonly id: string
  readonly comment: string
  readonly because: string
  readonly fix: string
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
const ASK_OTHER = 'Ask another person of modelops to approve, in Slack or by a review on GitHub.'

/** All a model of some risk can be asked, but for the way back. */
const EVERYTHING: readonly ChangeKind[] = ['register', 'promote', 'retrain', 'replace', 'resume', 'retire', 'edit']

const LOW: Approval = {
  id: 'approve-low',
  comment: `An empty list of needs says aloud that nobody has to approve. A change that no file covers is blocked, so the
# list is written down and not left out.`,
  because: 'Little depends on a low-tier model, so its people change it without waiting for anybody.',
  fix: 'Nobody has to approve. If it does not merge, a guardrail stops it.',
  tiers: ['low'],
  covers: ['promote', 'rollback', 'retrain', 'hold', 'resume', 'edit'],
  needs: [],
  withinHours: 72,
  merge: 'auto',
}

const LOW_REGISTER: Approval = {
  id: 'approve-low-register',
  comment: 'Here somebody says that a model is of the low tier, so somebody else looks at that once.',
  because: 'A model is low-tier only if two people think so, and others rely on one that goes away.',
  fix: ASK_OTHER,
  tiers: ['low'],
  covers: ['register', 'replace', 'retire'],
  needs: [OTHER],
  withinHours: 72,
  merge: 'manual',
}

const MEDIUM: Approval = {
  id: 'approve-medium',
  comment: 'One other person. Whoever asks is never counted, so it takes two people with the role.',
  because: 'What many rely on is never changed by one person alone.',
  fix: ASK_OTHER,
  tiers: ['medium'],
  covers: EVERYTHING,
  needs: [OTHER],
  withinHours: 72,
  merge: 'manual',
}

const HIGH: Approval = {
  id: 'approve-high',
  comment: `Two people of two roles. One of them by a review on GitHub: a stolen Slack session alone is then not enough.`,
  because: 'A high-tier model can do harm, so somebody who runs it and somebody who judges it independently say yes.',
  fix: 'Ask one person of modelops, and one of model-validation by a review on GitHub.',
  tiers: ['high'],
  covers: EVERYTHING,
  needs: [OTHER, VALIDATOR],
  withinHours: 72,
  merge: 'manual',
}

const WAY_BACK: Approval = {
  id: 'approve-way-back',
  comment: 'The way back to safety asks for fewer people than the way forward, and is merged as soon as they agree.',
  because: 'Going back and holding are quick, but never one person’s alone.',
  fix: ASK_OTHER,
  tiers: ['medium', 'high'],
  covers: ['rollback', 'hold'],
  needs: [OTHER],
  withinHours: 24,
  merge: 'auto',
}

const AROUND: Approval = {
  id: 'approve-data-and-uses',
  comment: 'Use cases and data sources have no tier, since many models share them.',
  because: 'What a model is for, and what its data may be used for, is said by two people.',
  fix: ASK_OTHER,
  kinds: ['use-case', 'source'],
  covers: ['register', 'edit'],
  needs: [OTHER],
  withinHours: 72,
  merge: 'manual',
}

const FOR_RULES: Approval = {
  id: 'approve-rules',
  comment: 'Without appliesTo, since rules are no model’s. The rules of the main branch judge, not the changed ones.',
  because: 'Whoever may change the rules may change everything, so another owner of the rules reads each change.',
  fix: 'Ask another person of governance for a review on GitHub.',
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
  const list = it.needs.map(need => `  - ${needOf(need)}\n`).join('')
  return `# yaml-language-server: $schema=policy.schema.json
# ${it.comment}
kind: approvals
id: ${it.id}
because: ${it.because}
fix: ${it.fix}
${selectorOf(it)}covers: [${it.covers.join(', ')}]
needs:${it.needs.length === 0 ? ' []\n' : `\n${list}`}withinHours: ${it.withinHours}
merge: ${it.merge}
channel: ${channel} # where it is asked
examples:
${approvalExamples(it.needs, it.withinHours)}`
}

function selectorOf({ kinds, tiers }: Approval): string {
  if (kinds !== undefined) return `appliesTo: { kinds: [${kinds.join(', ')}] }\n`
  return tiers === undefined ? '' : `appliesTo: { tiers: [${tiers.join(', ')}] }\n`
}

function needOf({ role, count, via }: Need): string {
  return `{ role: ${role}, count: ${count}${via === undefined ? '' : `, via: [${via.join(', ')}]`} }`
}
