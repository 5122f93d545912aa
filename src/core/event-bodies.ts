import type { CaseBodies } from './case-events.ts'
import type { Request, VoteIs } from './change.ts'
import type { Told } from './concern.ts'
import type { DelayReason } from './delay-reason.ts'
import type { Account, By } from './doer.ts'
import type { PastGate } from './past-gate.ts'
import type { PlannedFinding } from './planned.ts'
import type { Sealing } from './sealing.ts'
import type { Promised } from './service-level.ts'
import type { SuiteBodies } from './suite-events.ts'
import type { Trigger } from './training.ts'
import type { Part } from './watched-part.ts'

/** What can happen, and what is kept of it. Bodies hold ids, not names; reasons are what people wrote. */
export interface Bodies extends CaseBodies, SuiteBodies {
  /** Subject `model/<id>`. What really runs, when it is not what ran before. */
  'model.observed': { model: string; version: string }
  /** One change at a time for each model: whoever asks writes here too, so that two asks cannot both win. */
  'model.asked': { model: string; change: string }
  /** A monitor of severity `warn` began or ended. */
  'model.warned': { model: string; monitor: string; kpi?: string; since: string; value: number } & Part
  /** `unwatched`: not because it is good, but because its monitor looks at something else by now. */
  'model.warning-over': { model: string; monitor: string; at: string; unwatched?: true } & Part

  /** A running model stopped keeping a rule about models, or keeps it again. */
  'model.broke-rule': { model: string; policy: string; outcome: 'fail' | 'unknown'; says: string }
  'model.kept-rule': { model: string; policy: string }

  /** What the model lets Kedge ask for by itself (`retraining.triggers`); `refused` is tried again, and told once for the same `rules`. */
  'model.training': { model: string } & SelfTraining

  /** Of a case or a change, once each: most of the time that was promised (`sla`) is over; it is late, and who hears of it, which is nobody while the case is snoozed. */
  'promise.warned': { sla: string; due: string }
  'promise.late': { sla: string; due: string; to: readonly string[]; untold?: true }
  /** Somebody says why it takes longer: `says` are the words beside the reason, `what` is what was promised. */
  'promise.explained': { sla: string; what?: Promised; due: string; reason: DelayReason; says: string }

  /** Subject `trouble/<id>`: a case of Kedge’s own. `works` are kinds of work, never what it is about. */
  'trouble.opened': {
    category: 'technical'
    says: string
    fix: string
    since: string
    works: readonly string[]
    model?: string
    until?: string
    /** Left out where no more is known than the model, and in those from before it was kept. */
    told?: Told
  }
  'trouble.spread': { works: readonly string[] }
  /** Other models wait for it, or for more, or `gone` wait no more: what is wrong since then, and `model` where it is one. */
  'trouble.retold': { says: string; since: string; model?: string; added: Told; gone: readonly string[] }
  /**
   * `withheld`: without the name of its model, which may not be told there. Where it tells of some of the models alone, which
   * and what; `over`: none of them waits any more, or it goes on elsewhere.
   */
  'trouble.posted': {
    channel: string
    ts: string
    withheld?: true
    models?: readonly string[]
    says?: string
    since?: string
    over?: true
  }
  'trouble.closed': Record<string, never>

  /** Subject `drop/<file>-<channel>`: a CSV file of readings dropped in a channel of models. */
  'drop.offered': { file: string; name: string; channel: string; thread?: string }
  'drop.posted': { channel: string; ts: string }
  /** Who accepts it saw exactly these bytes; `of` is the model, where no column of the file says it. */
  'drop.accepted': { digest: string; models: readonly string[]; of?: string }
  'drop.stored': { digest: string; models: readonly string[]; fresh: number; revised: number; same: number }
  'drop.refused': { says: string; fix: string }

  /** Subject `sighting/<digest of its name>`: a model in use that nobody registered. All but `personal` is what people wrote. */
  'sighting.reported': { name: string; where: string; use: string; personal: 'yes' | 'no' | 'unknown'; knows?: string }

  /** Subject `door/<door>`: something that was signed and is not for us, the first of a day. `what`: which it was for. */
  'door.ignored': {
    door: 'slack' | 'github'
    code: 'other-app' | 'other-workspace' | 'unknown-button' | 'other-repository'
    what: string
  }

  /**
   * Subject `digest/<policy>`. Of a day of its calendar one is told, by whichever process comes first. `audience` is left out
   * in those from before it was kept. `drawn` is the moment its numbers are of, `commit` the main branch as it was read then:
   * by them a clone makes the same numbers again. Left out where another process posted it and ended before it said so.
   */
  'digest.due': { channel: string; period: string; since: string; at: string }
  'digest.posted': {
    channel: string
    audience?: string
    period: string
    ts: string
    drawn?: string
    commit?: string
    /** Of all that stood, ages and values left out. */
    standing?: string
  }

  /** Subject `change/<id>`. */
  /** `accounts`: all that whoever asked had then; left out in what was asked before they were kept. */
  /** `registered`: when its version was, where it waited before it was asked for. */
  'change.asked': Request & { readonly accounts?: readonly Account[]; readonly registered?: string }
  'change.opened': { pull: number; branch: string; base: string }
  /** What approvers are shown from now on; a vote is for one seal. */
  'change.sealed': Sealing
  /** What the rules say of it now, where that is not what they said before: a limit was passed, a freeze began. */
  'change.judged': { findings: readonly PlannedFinding[] }
  'change.posted': { channel: string; ts: string }
  'change.voted': {
    person: string
    /** By which it was given; left out in votes from before it was kept. */
    account?: Account
    door: 'slack' | 'github'
    is: VoteIs
    seal: string
    review?: number
    because?: string /** When it was given, where that is not when it was recorded. */
    given?: string
    /** It never counts: given while it was a draft, before it was closed and opened again, or before its base was changed. */
    lapsed?: 'draft' | 'closed' | 'base'
  }
  /** Somebody tried and may not, or the world had moved: `code` from the closed list in reason.ts; `fix` of a merge. */
  'change.refused': { code: string; door: string; says: string; fix?: string }
  /**
   * `lapsed`: it was denied, and its time to approve is over; `draft`: it was one, and took no votes. `asksNobody`: it is
   * blocked, and nobody's approval would help, since all are given, or since no rule or no file says whose it takes.
   */
  'change.verdict': {
    is: string
    head: string
    by: readonly string[]
    lapsed?: true
    draft?: true
    asksNobody?: 'approved' | 'as-it-stands'
  }
  /**
   * What stands in its pull request by us now, as digests. `over`: what somebody had written over before, and `account` who
   * that was, where GitHub said so.
   */
  'change.described': { title: string; body: string; over?: readonly ('title' | 'body')[]; account?: Account }
  'change.checked': { head: string; check: number; conclusion: string }
  /** `mergedAt`: when GitHub did it, before it was seen; left out in merges from before it was kept. */
  'change.merged': { commit: string; head: string; by: By; account?: Account; mergedAt?: string }
  /** In force, and to be looked at. `of`: by whoever owns the rules; `past`: why, and left out before it was kept. */
  'change.review-owed': { because: string; due: string; of?: 'rules'; past?: PastGate }
  'change.reviewed': { says: string }
  /** By one of the three; `retrain`: not that a version runs, but that a new one is trained. */
  'change.dispatched': { model: string; retrain?: true; workflow?: string; webhook?: string; manual?: string }
  /** Whoever does it by hand was reminded, for the nth time. */
  'change.reminded': { model: string; retrain?: true; nth: number }
  'change.delivered': { model: string; retrain?: true; run?: number; url?: string; conclusion: string }
  /** The new version of a model that was trained anew is known. */
  'change.registered': { model: string; version: string }
  /** A version that was registered meanwhile waits until it is over. */
  'change.awaited': { model: string; version: string }
  /** Every version it moved runs; without one where it moved none. */
  'change.done': { version?: string }
  /** `because`: why whoever asked took it back. */
  'change.closed': {
    outcome: 'abandoned' | 'denied' | 'expired' | 'failed' | 'overtaken' | 'withdrawn'
    says: string
    because?: string
  }
}
export type SelfTraining =
  | { readonly outcome: 'asked'; readonly trigger: Trigger; readonly change: string }
  | { readonly outcome: 'refused'; readonly says: string; readonly rules: readonly string[] }
