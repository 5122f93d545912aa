import { type Demands, type Reviews, wantsReviews } from './demands.ts'
import { type Problem, problem } from './problem.ts'

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

const NOTHING_MERGED = 'and Kedge merges nothing.'
const RULESET = 'Settings → Rules'

function bare({ name }: Named, check: string): Problem {
  const says = `The branch ${name} is not protected, so anybody may merge past the rules, ${NOTHING_MERGED}`
  return fault('unprotected-main', says, required(name, check))
}

const required = (name: string, check: string) =>
  `${RULESET} → new branch ruleset for ${name}: require the status check ${check}, from this App`

/** A name alone proves nothing: whoever may write can set a check or a status of any name. */
function sourceFaults({ name, requires }: Named, check: string): Problem[] {
  const from = requires.filter(it => it.name === check).map(it => it.from)
  const only = `${RULESET} → the ruleset of ${name} → status checks → ${check}: choose this App as its source`
  if (from.length === 0) {
    const says = `The branch ${name} does not require the check ${check}, so anybody may merge past the rules, ${NOTHING_MERGED}`
    return [fault('check-not-required', says, required(name, check))]
  }
  if (from.length > 1) {
    const says = `The branch ${name} requires the check ${check} ${from.length} times, from ${from.map(source).join(' and ')}: which one decides depends on who set it, ${NOTHING_MERGED}`
    return [fault('check-twice', says, `${RULESET}, and Settings → Branches: keep ${check} once, from this App`)]
  }
  if (from[0] === 'us') return []
  if (from[0] === 'anybody') {
    const says = `The branch ${name} takes the check ${check} from any source, so whoever may push can set it to green, ${NOTHING_MERGED}`
    return [fault('check-from-anybody', says, only)]
  }
  const says = `The branch ${name} wants the check ${check} from ${source(from[0] ?? 0)}, so ours counts for nothing, ${NOTHING_MERGED}`
  return [fault('check-of-another-app', says, only)]
}

function source(from: number | 'us' | 'anybody'): string {
  return from === 'us' ? 'this App' : from === 'anybody' ? 'any source' : `the App ${from}`
}

/** What keeps Kedge from merging, or lets it merge what GitHub would hold back. */
function mergeFaults({ name, mergeQueue, mergeCommits, passers }: Named, check: string): Problem[] {
  const queue = `The branch ${name} has a merge queue, which waits for the check ${check} on commits that Kedge does not judge: it judges the pull request, and lets nothing succeed unseen. So nothing gets through, ${NOTHING_MERGED}`
  const commits = `The branch ${name} takes no merge commits, by which alone the commit people approved gets on it unaltered, ${NOTHING_MERGED}`
  const past = `This App may by-pass the rules of ${name}, so they would not stop a merge of its own, ${NOTHING_MERGED}`
  return [
    ...(mergeQueue
      ? [fault('merge-queue', queue, `${RULESET} → the ruleset of ${name}: take the merge queue out`)]
      : []),
    ...(mergeCommits
      ? []
      : [
          fault(
            'no-merge-commits',
            commits,
            `${RULESET} → the ruleset of ${name}: allow merge commits, and no linear history`,
          ),
        ]),
    ...(passers.us
      ? [fault('app-may-by-pass', past, `${RULESET} → the ruleset of ${name} → by-pass list: take this App off it`)]
      : []),
  ]
}

function notes({ name, reviews, upToDate, passers }: Named, check: string): Problem[] {
  return [
    ...reviewNotes(name, reviews),
    ...(upToDate ? [behind(name)] : []),
    ...passerNotes(name, check, passers.others),
  ]
}

function reviewNotes(name: string, reviews: Reviews | 'unknown'): Problem[] {
  if (reviews === 'unknown') {
    const says = `GitHub does not show which reviews the classic protection of ${name} demands, so Kedge merges only what GitHub calls mergeable.`
    return [note('reviews-not-shown', says, 'use a ruleset instead, or give the App “Administration: read”')]
  }
  if (!wantsReviews(reviews)) return []
  const says = `The branch ${name} demands on GitHub itself ${reviewWords(reviews)}. Approvals in Slack count for the rules of Kedge and not for that, so some people approve on GitHub, where one review counts for both.`
  return [
    note(
      'native-mode',
      says,
      `nothing to do; or let the check alone decide: ask for no approvals in the ruleset of ${name}`,
    ),
  ]
}

/** `2 approving reviews, one of a code owner`. */
export function reviewWords({ approvals, codeOwners, lastPush, reviewers }: Reviews): string {
  const many = Math.max(approvals, 1)
  return [
    `${many} approving ${many === 1 ? 'review' : 'reviews'}`,
    ...(codeOwners ? ['one of a code owner'] : []),
    ...(reviewers > 0 ? ['those of the reviewers that some paths need'] : []),
    ...(lastPush ? ['one of somebody else than who pushed last'] : []),
  ].join(', ')
}

function behind(name: string): Problem {
  const says = `The branch ${name} takes only what is up to date with it, so every merge puts all other changes behind, and each needs new votes once it is updated.`
  return note(
    'up-to-date',
    says,
    `${RULESET} → the ruleset of ${name}: leave “up to date” out; what was merged since to the same files Kedge sees by itself`,
  )
}

function passerNotes(name: string, check: string, others: readonly string[] = []): Problem[] {
  if (others.length === 0) return []
  const says = `These may merge to ${name} past the check ${check}: ${others.join(', ')}.`
  return [note('who-may-by-pass', says, 'keep the list short; every merge past the check is found and told')]
}

const fault = (code: string, says: string, fix: string) => problem(code, says, fix, { level: 'warning' })
const note = (code: string, says: string, fix: string) => problem(code, says, fix, { level: 'note' })
