import type { ApprovalsRule } from '../approvals/approval.ts'
import { coverage } from '../approvals/slots.ts'
import { CHANGE_KINDS, type ChangeKind, type Finding } from '../core/change.ts'
import { nearest } from '../core/did-you-mean.ts'
import type { Model } from '../core/model.ts'
import { policiesOf } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import approvals from '../policies/approvals.ts'
import { type AnyPolicy, explained } from '../reports/explained.ts'
import { sentence } from '../reports/sentence.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import { atRest, judgeAll } from './judge.ts'

/** The change somebody named, or words for a name that is none. */
export function changeNamed(text: string): { readonly kind: ChangeKind } | { readonly no: Document } {
  const kind = CHANGE_KINDS.find(it => it === text.toLowerCase())
  if (kind !== undefined) return { kind }
  return { no: sentence(...says.flowExplain.noChange(text, nearest(text, CHANGE_KINDS), CHANGE_KINDS)) }
}

interface ModelAsked {
  readonly repository: Repository
  readonly model: Model
  readonly findings: readonly Finding[]
  readonly change?: { readonly kind: ChangeKind; readonly from?: string; readonly to?: string }
}

/** A model as it stands, or a change of it. */
export function explainModel({ repository, model, findings, change }: ModelAsked): Document {
  if (change === undefined) return explained(repository, { title: says.flowExplain.asItStands(model.name), findings })
  const { kind, from, to } = change
  const rules = policiesOf(repository, approvals) as readonly ApprovalsRule[]
  const covering = coverage({ parts: [{ kinds: [kind], model }], rules }).rules
  return explained(repository, {
    title: says.flowExplain.change(model.name, kind, to === undefined ? undefined : { from, to }),
    findings,
    approvals: covering,
  })
}

/** How a model stands under a rule. */
export interface Standing {
  readonly model: string
  readonly finding: Finding
}

/** The rule of this id. */
export function policyNamed(repository: Repository, id: string): AnyPolicy | undefined {
  const all = Object.values(repository.policies).flat() as readonly AnyPolicy[]
  return all.find(it => it.id === id.toLowerCase())
}

/** How these models stand under a rule by their files alone. */
export function standingByFiles(
  repository: Repository,
  { id }: Pick<AnyPolicy, 'id'>,
  models: readonly Model[],
  now: Date,
): readonly Standing[] {
  return models.flatMap(model => standingIn(judgeAll(atRest(repository, model, now)), id, model))
}

export function standingIn(findings: readonly Finding[], policy: string, { id }: Pick<Model, 'id'>): Standing[] {
  return findings.filter(finding => finding.policy === policy).map(finding => ({ model: id, finding }))
}
