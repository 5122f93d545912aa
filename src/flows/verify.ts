import type { Event } from '../core/event.ts'
import { type Problem, problem, sorted } from '../core/problem.ts'
import type { ReadRecord, Recorded } from '../core/record.ts'
import { says } from '../words/says.ts'

const { faults } = says.flowVerify

/** A commit of the main branch, and what it changed against its first parent. */
export interface MainCommit {
  readonly commit: string
  /** `Name <e-mail>`, as the commit says. */
  readonly author: string
  readonly at: string
  readonly subject: string
  readonly paths: readonly string[]
}

export interface MainHistory {
  readonly tip: string
  /** Every commit on the first-parent history, newest first. */
  readonly all: readonly string[]
  /** Those after the record began, oldest first. */
  readonly commits: readonly MainCommit[]
}

export interface Verified {
  readonly good: boolean
  /** Lines of the record, the genesis line among them. */
  readonly lines: number
  readonly head?: ReadRecord['head']
  readonly genesis?: ReadRecord['genesis']
  /** Commits of the main branch since the record began, those that changed models or policies, and merges on record. */
  readonly commits: number
  readonly changing: number
  readonly merges: number
  readonly anchors: number
  /** A problem of level `warning` is told and is no finding. */
  readonly problems: readonly Problem[]
}

/**
 * Holds the record against itself, against the history of the main branch and against anchors: hashes of lines that
 * were told elsewhere, oldest first. Without a history (the record does not say where it begins) that part is a finding.
 * `own` is the clone’s own record branch where it differs from the server’s: an old clone is an anchor too.
 */
export function verify(
  record: ReadRecord,
  main: MainHistory | undefined,
  anchors: readonly string[] = [],
  own?: ReadRecord,
): Verified {
  const merges = record.recorded.filter(isMerge)
  const changing = (main?.commits ?? []).filter(changesRules)
  const problems = [
    ...record.problems,
    ...anchorProblems(record, anchors),
    ...(own ? ownProblems(record, own) : []),
    ...(main && record.genesis ? mainProblems(record, main, merges, changing) : []),
    ...merges.flatMap(merge => unapproved(record, merge)),
    ...lateBeginning(record),
  ]
  return {
    good: problems.every(p => p.level !== 'error'),
    lines: record.hashes.length,
    ...(record.head && { head: record.head }),
    ...(record.genesis && { genesis: record.genesis }),
    commits: main?.commits.length ?? 0,
    changing: changing.length,
    merges: merges.length,
    anchors: anchors.length,
    problems: sorted(problems),
  }
}

type Merge = Recorded & { readonly event: Event<'change.merged'> }
const isMerge = (it: Recorded): it is Merge => it.event.type === 'change.merged'

const changesRules = ({ paths }: MainCommit) => paths.some(isRule)
const isRule = (path: string) => /^(models|policies)(\/|$)/.test(path)

function mainProblems(
  record: ReadRecord,
  main: MainHistory,
  merges: readonly Merge[],
  changing: readonly MainCommit[],
): Problem[] {
  const recorded = new Set(merges.map(merge => merge.event.body.commit))
  const there = new Set(main.all)
  const begin = record.genesis?.commit ?? ''
  return [
    ...(there.has(begin) ? [] : [notOurs(record, begin)]),
    ...changing.filter(it => !recorded.has(it.commit)).map(byPassed),
    ...merges.filter(merge => !there.has(merge.event.body.commit)).map(lost),
  ]
}

function byPassed({ commit, author, at, subject, paths }: MainCommit): Problem {
  const touched = paths.filter(isRule)
  const told = { commit, at, author: plain(author), subject: plain(subject), paths: touched.map(plain) }
  return problem('by-passed', ...faults.byPassed(told))
}

function lost({ event, file, line }: Merge): Problem {
  return problem('merge-not-in-history', ...faults.lost(event.subject, event.body.commit), { file, line })
}

function notOurs({ recorded }: ReadRecord, begin: string): Problem {
  const file = recorded[0]?.file
  return problem('main-rewritten', ...faults.notOurs(begin), file === undefined ? {} : { file })
}

/** A rewritten record can be whole in itself; it cannot have the hash that was told before. */
function anchorProblems({ hashes, recorded }: ReadRecord, anchors: readonly string[]): Problem[] {
  const places = new Map(hashes.map((hash, n) => [hash, n]))
  const found = anchors.map(anchor => places.get(anchor.trim().toLowerCase()))
  return anchors.flatMap((anchor, i) => {
    if (found[i] !== undefined) return []
    const n = found.slice(0, i).findLast(known => known !== undefined)
    const good = n === undefined ? undefined : { n, at: recorded.find(it => it.n === n)?.event.at }
    return [problem('anchor-missing', ...faults.noAnchor(anchor, good))]
  })
}

/** Which of the two is true nobody here can know; that they differ is enough to look. */
function ownProblems({ hashes }: ReadRecord, own: ReadRecord): Problem[] {
  const altered = own.problems.map(p => ({ ...p, says: says.flowVerify.inOwnBranch(p.says) }))
  const from = own.hashes.findIndex((hash, n) => hash !== hashes[n])
  if (from < 0) return altered
  return [...altered, problem('record-diverged', ...faults.diverged(from))]
}

/** Whoever may push past the branch's rules can merge without the gate; reconcile records that merge all the same. */
function unapproved({ recorded }: ReadRecord, { n, event, file, line }: Merge): Problem[] {
  const before = recorded.filter(it => it.n < n && it.event.subject === event.subject)
  const verdict = before.findLast(it => it.event.type === 'change.verdict')?.event as
    | Event<'change.verdict'>
    | undefined
  if (verdict?.body.is === 'approved' && verdict.body.head === event.body.head) return []
  const { by, commit } = event.body
  const fault = faults.unapproved({ change: event.subject, by, commit, verdict: verdict?.body })
  return [problem('merged-unapproved', ...fault, { level: 'warning', file, line })]
}

const HOUR = 3_600_000

/** A record that was deleted and begun anew holds events from before its beginning. */
function lateBeginning({ genesis, recorded }: ReadRecord): Problem[] {
  const [first] = recorded
  if (!genesis || !first || Date.parse(genesis.at) - Date.parse(first.event.at) < HOUR) return []
  const where = { level: 'warning', file: first.file, line: first.line } as const
  return [problem('late-beginning', ...faults.lateBeginning(genesis.at, first.event.at), where)]
}

/** What a commit says of itself is foreign text: one line, nothing that moves the cursor. */
const plain = (text: string) => text.replace(/[\p{Cc}\p{Cf}]/gu, '?')
