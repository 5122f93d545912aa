import { CASE_REASONS } from './case-reasons.ts'
import { MERGE_REASONS } from './merge-reasons.ts'
import { type Details, filled } from './reason-details.ts'

export type { Details } from './reason-details.ts'

/** A refusal in words. */
export interface Refusal {
  readonly code: ReasonCode
  readonly says: string
  readonly fix: string
}

/** Why a vote or a change is refused: one closed list, each in the words of the person it is told to, with what to do. */
export const REASONS = {
  'asked-it-yourself': {
    says: 'You asked for this change, so your own approval never counts.',
    fix: 'Ask {who} to approve.',
  },
  'wrote-it': {
    says: 'You opened, wrote or pushed to this pull request, so your approval never counts on it.',
    fix: 'Ask {who} to approve.',
  },
  'not-in-people': {
    says: 'This account belongs to nobody in the people policy.',
    fix: 'Add the person with this account to policies/people.yaml by pull request.',
  },
  left: {
    says: 'The people policy says that you have left.',
    fix: 'If you are here, have `left` taken out of your entry in policies/people.yaml by pull request.',
  },
  bot: { says: 'Bots and apps never count.', fix: 'Ask {who} to approve.' },
  guest: { says: 'Guests of the workspace never count.', fix: 'Ask {who} to approve.' },
  stranger: { says: 'Accounts of another workspace never count.', fix: 'Ask {who} to approve.' },
  deleted: { says: 'This Slack account is deactivated.', fix: 'Ask {who} to approve.' },
  'account-not-seen': {
    says: 'Slack has not said whose account this is, and unknown is never yes.',
    fix: 'Try again in a minute.',
  },
  'wrong-role': { says: 'None of your roles is asked for here.', fix: 'Ask {who} to approve.' },
  'may-not-see': {
    says: 'None of your roles shows you every model of this change.',
    fix: 'Ask {who} to approve, or have `visibility` of the model name one of your roles.',
  },
  'wrong-door': { says: 'For this slot a vote given here does not count.', fix: 'Vote {door}.' },
  'already-counted': { says: 'Your approval is counted already; one person counts once.', fix: 'Nothing to do.' },
  'not-needed': { says: 'Your roles are filled already.', fix: 'Nothing to do.' },
  'denied-later': {
    says: 'You denied after you approved; the last word stands.',
    fix: 'Approve again if you have changed your mind.',
  },
  'said-since': {
    says: 'You have said something else since you pressed this; the last word stands.',
    fix: 'Press again if you have changed your mind.',
  },
  'taken-back': { says: 'This vote was taken back.', fix: 'Vote again if you have changed your mind.' },
  'for-another': { says: 'Nobody approves in the name of somebody else.', fix: 'Ask {who} to approve.' },
  'nothing-to-take-back': { says: 'No vote of yours stands here.', fix: 'Nothing to do.' },
  'other-seal': {
    says: 'This vote was for another state of the change.',
    fix: 'Look at the change as it is now and vote again.',
  },
  'answered-worse': {
    says: 'What is said against it now by {rules} was not known when this vote was given.',
    fix: 'Look at what the rules say now, and approve again if it is right all the same.',
  },
  'unknown-card': {
    says: 'This is nothing Kedge knows of here.',
    fix: '`/kedge status` shows what there is.',
  },
  'old-card': { says: 'The change has moved since this card was shown.', fix: 'Look at the new card and vote there.' },
  expired: { says: 'The time to approve ended at {deadline}.', fix: 'Ask for the change again.' },
  future: { says: 'This vote is dated in the future, or not at all.', fix: 'Set the clock right and vote again.' },
  closed: {
    says: 'The pull request was closed, and closing clears all votes.',
    fix: 'Ask for the change again, or vote again if it is open.',
  },
  elsewhere: {
    says: 'The pull request goes to another branch now than the one it was asked for.',
    fix: 'Give it the base it had, or close it and open another for that branch.',
  },
  draft: {
    says: 'While the pull request is a draft, no votes are taken.',
    fix: 'Mark it as ready for review, and vote then.',
  },
  'no-rule': {
    says: 'No approvals policy covers {kinds}, so nobody can allow it.',
    fix: 'Add an approvals policy that covers {kinds}; `needs: []` says aloud that nobody needs to approve.',
  },
  'nobody-may': {
    says: 'Nobody can fill {slots}.',
    fix: 'Give the role to somebody who may see the change and neither asked for nor wrote it, in policies/people.yaml.',
  },
  'unlinked-author': {
    says: 'A commit was written by an e-mail address that belongs to no GitHub account, so nobody can be ruled out.',
    fix: 'Add the address to the author’s GitHub account, or commit again under a linked one.',
  },
  'unlisted-author': {
    says: 'Nobody in the people policy holds {accounts} on GitHub, which had a hand in it, so nobody can be ruled out.',
    fix: 'List the owner in policies/people.yaml by pull request; `roles: []` will do.',
  },
  'from-fork': {
    says: 'The branch lies in a fork: GitHub does not show who pushed to it, so nobody can be ruled out.',
    fix: 'Push the branch to this repository and open the pull request from there.',
  },
  'pushers-not-seen': {
    says: 'GitHub does not show everybody who pushed these commits, so nobody can be ruled out.',
    fix: 'Wait a minute. If it stays so, commit the same anew, push it to a new branch and open the pull request from there.',
  },
  'by-bot': {
    says: 'A bot opened it, or made or pushed its commits, and nobody can see for whom: nobody can be ruled out.',
    fix: 'Have a person commit the same, push it to a new branch and open the pull request from there.',
  },
  'shared-account': {
    says: '{people} share an account, so they cannot be told apart.',
    fix: 'Give every person an account of their own in policies/people.yaml.',
  },
  'team-not-seen': {
    says: 'GitHub does not say who is in the team that gives the role {slots}, and unknown is never yes.',
    fix: 'Let the App read the members of the organisation, and see that `teams` in policies/people.yaml names the team.',
  },
  'broken-files': {
    says: 'The files hold {errors}, so nothing can be said of what they would do.',
    fix: 'Mend them: each is marked at its line, and `kedge check` in a clone says them too.',
  },
  denied: { says: 'Denied by {who}.', fix: 'Talk to them: a denial blocks until they take it back.' },
  'denial-stands': {
    says: 'A denial stands until the person who gave it takes it back.',
    fix: 'Ask {who} to take the denial back.',
  },
  'merged-it': {
    says: 'You merged it, so your own review of it never counts.',
    fix: 'Ask {who} to look at it.',
  },
  'approved-it': {
    says: 'You approved it, so your own review of it never counts.',
    fix: 'Ask {who} to look at it.',
  },
  'no-reviewer': {
    says: 'Nobody is left who may review it: all who could asked for it, wrote, approved or merged it, or have left.',
    fix: 'Give one of its roles to somebody who had no hand in it, or name one as `processOwner`, in policies/people.yaml.',
  },
  'no-review': {
    says: 'No review of a pull request of this number is owed.',
    fix: '`/kedge approvals` says which are.',
  },
  'nothing-by-hand': {
    says: 'No version of this model waits to be delivered by hand.',
    fix: '`/kedge history` with its name says how its last change went.',
  },
  'not-told': {
    says: 'Somebody else was asked to deliver it.',
    fix: 'Ask {who}, or the technical owner, to say so.',
  },
  ...CASE_REASONS,
  ...MERGE_REASONS,
} as const satisfies Record<string, { says: string; fix: string }>

export type ReasonCode = keyof typeof REASONS
export const REASON_CODES = Object.keys(REASONS) as readonly ReasonCode[]

export function refusalOf(code: ReasonCode, details: Details = {}): Refusal {
  const { says, fix } = REASONS[code]
  return { code, says: filled(says, details), fix: filled(fix, details) }
}
