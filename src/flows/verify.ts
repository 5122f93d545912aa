import type { Event } from '../core/event.ts'
import { type Problem, problem, sorted } from '../core/problem.ts'
import type { ReadRecord, Recorded } from '../core/record.ts'

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
  const more = touched.length > 5 ? ` and ${touched.length - 5} more` : ''
  const says = `Commit ${commit} by ${plain(author)} (${at}, “${plain(subject)}”) changed ${touched.slice(0, 5).map(plain).join(', ')}${more} and no merge is on record.`
  const fix = `It by-passed the gate: open a review of git show ${commit.slice(0, 12)}. If it was merged a moment ago, fetch and verify again`
  return problem('by-passed', says, fix)
}

function lost({ event, file, line }: Merge): Problem {
  const says = `The merge of ${event.subject} is on record as commit ${event.body.commit || '(none)'}, which is not in the history of the main branch.`
  const fix = 'The history was rewritten, or the clone is older than the record: git fetch origin, and verify again'
  return problem('merge-not-in-history', says, fix, { file, line })
}

function notOurs({ recorded }: ReadRecord, begin: string): Problem {
  const says = `The record begins at commit ${begin}, which is not in the history of the main branch.`
  const fix = 'The main branch was rewritten, or the record is of another repository: compare with an older clone'
  const file = recorded[0]?.file
  return problem('main-rewritten', says, fix, file === undefined ? {} : { file })
}

/** A rewritten record can be whole in itself; it cannot have the hash that was told before. */
function anchorProblems({ hashes, recorded }: ReadRecord, anchors: readonly string[]): Problem[] {
  const places = new Map(hashes.map((hash, n) => [hash, n]))
  const found = anchors.map(anchor => places.get(anchor.trim().toLowerCase()))
  return anchors.flatMap((anchor, i) => {
    if (found[i] !== undefined) return []
    const good = found.slice(0, i).findLast(n => n !== undefined)
    const at = recorded.find(it => it.n === good)?.event.at
    const since =
      good === undefined
        ? 'anywhere before it'
        : `after line n ${good}${at ? ` (${at})` : ''}, whose anchor still holds`
    const says = `The anchor ${anchor} is no hash of this record: it was rewritten or cut off ${since}.`
    return [
      problem('anchor-missing', says, 'Restore the branch kedge/record from a clone in which this anchor verifies'),
    ]
  })
}

/** Which of the two is true nobody here can know; that they differ is enough to look. */
function ownProblems({ hashes }: ReadRecord, own: ReadRecord): Problem[] {
  const altered = own.problems.map(p => ({ ...p, says: `In the clone’s own branch kedge/record: ${p.says}` }))
  const from = own.hashes.findIndex((hash, n) => hash !== hashes[n])
  if (from < 0) return altered
  const says = `The clone’s own branch kedge/record and the server’s differ from line n ${from} on: one of them was rewritten.`
  const fix =
    'git diff origin/kedge/record kedge/record shows the lines; an anchor or another clone tells which is true'
  return [...altered, problem('record-diverged', says, fix)]
}

/** Whoever may push past the branch's rules can merge without the gate; reconcile records that merge all the same. */
function unapproved({ recorded }: ReadRecord, { n, event, file, line }: Merge): Problem[] {
  const before = recorded.filter(it => it.n < n && it.event.subject === event.subject)
  const verdict = before.findLast(it => it.event.type === 'change.verdict')?.event as
    | Event<'change.verdict'>
    | undefined
  if (verdict?.body.is === 'approved' && verdict.body.head === event.body.head) return []
  const says = `${event.subject} was merged by ${event.body.by} while its verdict was ${verdict ? `${verdict.body.is} for ${verdict.body.head.slice(0, 12)}` : 'not given'}.`
  const fix = `It by-passed the gate: open a review of git show ${event.body.commit.slice(0, 12)}`
  return [problem('merged-unapproved', says, fix, { level: 'warning', file, line })]
}

const HOUR = 3_600_000

/** A record that was deleted and begun anew holds events from before its beginning. */
function lateBeginning({ genesis, recorded }: ReadRecord): Problem[] {
  const [first] = recorded
  if (!genesis || !first || Date.parse(genesis.at) - Date.parse(first.event.at) < HOUR) return []
  const says = `The record begins on ${genesis.at} and holds events since ${first.event.at}: Kedge ran without a record, or it was deleted and begun anew.`
  return [
    problem('late-beginning', says, 'Compare it with an anchor from before: kedge verify --anchor <hash>', {
      level: 'warning',
      file: first.file,
      line: first.line,
    }),
  ]
}

/** What a commit says of itself is foreign text: one line, nothing that moves the cursor. */
const plain = (text: string) => text.replace(/[\p{Cc}\p{Cf}]/gu, '?')
