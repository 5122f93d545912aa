/** Why a pull request is not merged, though it may be approved. */
export const MERGE_REASONS = {
  'already-merged': { says: 'It is merged already.', fix: 'Ask for another change.' },
  guardrail: { says: 'A guardrail does not allow it.', fix: 'See what the guardrail says and mend that first.' },
  'manual-merge': { says: 'The policy leaves the merge to people.', fix: 'Merge the pull request on GitHub.' },
  'check-not-green': {
    says: 'The check `kedge` is not green on this commit.',
    fix: 'Wait for it, or see what it says.',
  },
  unprotected: {
    says: 'The branch does not require the check `kedge`, so a merge would prove nothing.',
    fix: 'Protect it by a ruleset that requires the check `kedge`, from this App.',
  },
  'github-reviews': {
    says: 'GitHub’s own reviews are missing, and approvals in Slack do not count for them.',
    fix: 'Approve the pull request on GitHub; it is merged then.',
  },
  'github-blocks': {
    says: 'GitHub holds the pull request back: the branch demands more than the check `kedge`.',
    fix: 'See on the pull request what is missing, such as another check; it is merged when that is there.',
  },
  behind: {
    says: 'The branch takes only what is up to date with it.',
    fix: 'Press *Update branch* on the pull request and approve again: that makes a new commit.',
  },
  conflict: {
    says: 'It conflicts with what was merged since.',
    fix: 'Resolve the conflict on the pull request and approve again, or close it and ask again.',
  },
  moved: { says: 'The world moved between the check and the act.', fix: 'Nothing was done. Look at the new card.' },
} as const satisfies Record<string, { says: string; fix: string }>
