import { says } from '../words/says.ts'
import { type Demands, type Reviews, wantsReviews } from './demands.ts'
import { type Problem, problem, type WrongAndFix } from './problem.ts'

/**
 * How a branch is guarded. `check`: its rules require our own check, and that is all people have to convince. `native`:
 * they demand GitHub’s own reviews as well. `none`: our check decides nothing there, and Kedge does not merge.
 */
export interface Gate {
  readonly mode: 'check' | 'native' | 'none'
  /** Warnings say why it is `none`; notes are good to know. */
  readonly problems: readonly Problem[]
}

/** The gate of a branch, by what it demands and the name of our check. */
export function gateOf(branch: { readonly name: string } & Demands, check: string): Gate {
  const faults = branch.protected
    ? [...sourceFaults(branch, check), ...mergeFaults(branch, check)]
    : [bare(branch, check)]
  if (faults.length > 0) return { mode: 'none', problems: faults }
  const { reviews } = branch
  const native = reviews === 'unknown' || wantsReviews(reviews)
  return { mode: native ? 'native' : 'check', problems: notes(branch, check) }
}

type Named = { readonly name: string } & Demands

function bare({ name }: Named, check: string): Problem {
  return fault('unprotected-main', says.gate.bare(name, check))
}

/** A name alone proves nothing: whoever may write can set a check or a status of any name. */
function sourceFaults({ name, requires }: Named, check: string): Problem[] {
  const from = requires.filter(it => it.name === check).map(it => it.from)
  const [only, other] = from
  if (only === undefined) return [fault('check-not-required', says.gate.notRequired(name, check))]
  if (other !== undefined) return [fault('check-twice', says.gate.twice(name, check, from))]
  if (only === 'us') return []
  if (only === 'anybody') return [fault('check-from-anybody', says.gate.fromAnybody(name, check))]
  return [fault('check-of-another-app', says.gate.fromAnother(name, check, only))]
}

/** What keeps Kedge from merging, or lets it merge what GitHub would hold back. */
function mergeFaults({ name, requires, mergeQueue, mergeCommits, passers }: Named, check: string): Problem[] {
  return [
    ...(mergeQueue ? [fault('merge-queue', says.gate.mergeQueue(name, check))] : []),
    ...(mergeCommits ? [] : [fault('no-merge-commits', says.gate.noMergeCommits(name))]),
    ...(passers.us ? [fault('app-may-by-pass', says.gate.mayByPass(name))] : []),
    ...(pastOf(requires, check) === 'writers' ? [fault('writers-may-by-pass', says.gate.writersMayPass(name))] : []),
  ]
}

/** Who need not have our check, whoever else must. */
function pastOf(requires: Demands['requires'], check: string) {
  return requires.find(it => it.name === check && it.from === 'us')?.past
}

function notes({ name, requires, reviews, upToDate, passers }: Named, check: string): Problem[] {
  const others = passers.others ?? []
  return [
    ...reviewNotes(name, reviews),
    ...(upToDate ? [note('up-to-date', says.gate.upToDate(name))] : []),
    ...(pastOf(requires, check) === 'not-shown'
      ? [note('passers-not-shown', says.gate.passersNotShown(name, check))]
      : []),
    ...(others.length > 0 ? [note('who-may-by-pass', says.gate.mayPass(name, check, others))] : []),
  ]
}

function reviewNotes(name: string, reviews: Reviews | 'unknown'): Problem[] {
  if (reviews === 'unknown') return [note('reviews-not-shown', says.gate.reviewsNotShown(name))]
  return wantsReviews(reviews) ? [note('native-mode', says.gate.native(name, reviews))] : []
}

const fault = (code: string, told: WrongAndFix) => problem(code, ...told, { level: 'warning' })
const note = (code: string, told: WrongAndFix) => problem(code, ...told, { level: 'note' })
