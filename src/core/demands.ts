/** What a branch demands before anything gets on it, by rulesets, by classic protection or by both. */
export interface Demands {
  readonly protected: boolean
  readonly requires: readonly RequiredCheck[]
  /** GitHub’s own reviews; `unknown` where it does not show us what classic protection demands. */
  readonly reviews: Reviews | 'unknown'
  /** A head must hold the newest base. */
  readonly upToDate: boolean
  readonly mergeQueue: boolean
  /** A merge commit may get on it: how Kedge merges. */
  readonly mergeCommits: boolean
  readonly passers: Passers
}

export interface RequiredCheck {
  readonly name: string
  /** Whose check it must be: ours, that of another App by its id, or anybody’s who may write. */
  readonly from: 'us' | 'anybody' | number
  /** Everybody who may write need not have it, so it is demanded of nobody; or GitHub does not show who need not. */
  readonly past?: 'writers' | 'not-shown'
}

export interface Reviews {
  readonly approvals: number
  readonly codeOwners: boolean
  readonly dismissStale: boolean
  /** Somebody else than who pushed last must approve. */
  readonly lastPush: boolean
  /** Teams or people some paths need besides. */
  readonly reviewers: number
}

/** Who may merge past the demands. GitHub tells everybody about themselves, and an administrator about the others. */
export interface Passers {
  readonly us: boolean
  /** Left out where it is not shown. */
  readonly others?: readonly string[]
}

const NO_REVIEWS: Reviews = { approvals: 0, codeOwners: false, dismissStale: false, lastPush: false, reviewers: 0 }

export const NO_DEMANDS: Demands = {
  protected: false,
  requires: [],
  reviews: NO_REVIEWS,
  upToDate: false,
  mergeQueue: false,
  mergeCommits: true,
  passers: { us: false },
}

/** Whether GitHub holds a pull request until somebody reviews it there. */
export function wantsReviews({ approvals, codeOwners, lastPush, reviewers }: Reviews): boolean {
  return approvals > 0 || codeOwners || lastPush || reviewers > 0
}

/** What both demand: GitHub lets nothing through that one of them holds up. */
export function together(all: readonly Demands[]): Demands {
  return all.reduce(both, NO_DEMANDS)
}

function both(a: Demands, b: Demands): Demands {
  const others =
    a.passers.others || b.passers.others
      ? { others: [...new Set([...(a.passers.others ?? []), ...(b.passers.others ?? [])])] }
      : {}
  return {
    protected: a.protected || b.protected,
    requires: b.requires.reduce(withCheck, a.requires),
    reviews: a.reviews === 'unknown' || b.reviews === 'unknown' ? 'unknown' : bothReviews(a.reviews, b.reviews),
    upToDate: a.upToDate || b.upToDate,
    mergeQueue: a.mergeQueue || b.mergeQueue,
    mergeCommits: a.mergeCommits && b.mergeCommits,
    passers: { us: a.passers.us || b.passers.us, ...others },
  }
}

/** Of one check that is demanded twice, whoever has to keep either has to have it. */
function withCheck(all: readonly RequiredCheck[], it: RequiredCheck): readonly RequiredCheck[] {
  const known = all.find(({ name, from }) => name === it.name && from === it.from)
  if (known === undefined) return [...all, it]
  const past = STRICT.find(way => way === known.past || way === it.past)
  const { name, from } = it
  return all.map(each => (each === known ? { name, from, ...(past && { past }) } : each))
}

const STRICT = [undefined, 'not-shown', 'writers'] as const

function bothReviews(a: Reviews, b: Reviews): Reviews {
  return {
    approvals: Math.max(a.approvals, b.approvals),
    codeOwners: a.codeOwners || b.codeOwners,
    dismissStale: a.dismissStale || b.dismissStale,
    lastPush: a.lastPush || b.lastPush,
    reviewers: a.reviewers + b.reviewers,
  }
}
