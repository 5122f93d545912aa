import type { ApprovalsRule } from '../approvals/approval.ts'
import { coverage } from '../approvals/slots.ts'
import { type AuditFacts, audited, type Exception } from '../core/audited.ts'
import { type Change, modelsOf, owesReview, sealOf } from '../core/change-state.ts'
import type { Model } from '../core/model.ts'
import { policiesOf } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import approvals from '../policies/approvals.ts'
import waiver, { holds } from '../policies/waiver.ts'
import type { Reader } from './reader.ts'
import { changeOf, modelOf } from './standing.ts'
import type { Onlooker } from './world.ts'

/** Who answers for what: of one model, or of all that may be seen and of the rules. */
export async function auditFacts(
  world: Onlooker,
  repository: Repository,
  { may, models, one }: { readonly may: Reader; readonly models: readonly Model[]; readonly one?: string },
): Promise<AuditFacts> {
  const { store } = world
  const rows = await store.subjects({ kind: 'change', ...(one !== undefined && { about: one }) })
  const all = (await Promise.all(rows.map(({ subject }) => changeOf(store, subject)))).flatMap(found => {
    const isMeant = found && may.seeChange(found.it) && (one === undefined || modelsOf(found.it).includes(one))
    return isMeant ? [found.it] : []
  })
  const states = await Promise.all(models.map(async model => ({ model, state: (await modelOf(store, model.id)).it })))
  return {
    changes: all
      .flatMap(change => audited(change, rulesOf(repository, change)) ?? [])
      .sort((a, b) => (a.merged.at < b.merged.at ? 1 : -1)),
    waivers: waiversOf(repository, may, world.now(), one),
    reviews: all.filter(owesReview).sort((a, b) => ((a.review?.due ?? '') < (b.review?.due ?? '') ? -1 : 1)),
    broken: states.flatMap(({ model, state }) =>
      Object.entries(state.broken).map(([policy, outcome]) => ({ model, policy, outcome })),
    ),
  }
}

/** What nobody was shown is covered by no rule. */
function rulesOf(repository: Repository, change: Change): readonly string[] {
  const parts = sealOf(change)?.body.parts ?? []
  const rules = policiesOf(repository, approvals) as readonly ApprovalsRule[]
  return coverage({ parts, rules }).rules.map(({ id }) => id)
}

/** An exception for several models is told where each of them is. */
function waiversOf(repository: Repository, may: Reader, now: Date, one: string | undefined): readonly Exception[] {
  const isSeen = (id: string) => {
    const model = Object.hasOwn(repository.models, id) ? repository.models[id] : undefined
    return model === undefined || may.see(model)
  }
  return policiesOf(repository, waiver)
    .filter(it => holds(it, now) && it.models.every(isSeen) && (one === undefined || it.models.includes(one)))
    .sort((a, b) => (a.expires < b.expires ? -1 : 1))
}
