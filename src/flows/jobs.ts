import type { Case } from '../core/case.ts'
import { digestSubject } from '../core/digest.ts'
import type { Document } from '../words/document.ts'
import type { NewJob } from './store.ts'

/** Intentions to tell the outside, each with the key that makes it one. */

/** The card of a case, as it stands when the job runs. */
export const showCase = (subject: string): NewJob => ({ key: `show-case:${subject}`, effect: 'show-case', subject })

/** The GitHub issue of a case: opened once, closed with the case. */
export const showIssue = (subject: string): NewJob => ({ key: `show-issue:${subject}`, effect: 'show-issue', subject })

/** The issue of a case, where a playbook opens one. */
export const showIssueOf = ({ id, played }: Pick<Case, 'id' | 'played'>): readonly NewJob[] =>
  played?.some(({ act }) => act === 'issue') ? [showIssue(id)] : []

/** A new chart for a case; its card follows. */
export const chartCase = (subject: string): NewJob => ({ key: `chart-case:${subject}`, effect: 'chart-case', subject })

/** The approval card of a change, as it stands when the job runs. */
export const showChange = (subject: string): NewJob => ({
  key: `show-change:${subject}`,
  effect: 'show-change',
  subject,
})

/** The pull request of a change: opened once, its body kept true. */
export const showPull = (subject: string): NewJob => ({ key: `show-pull:${subject}`, effect: 'show-pull', subject })

/** The same, where GitHub says that this account has just written into it. */
export const showPullOver = (subject: string, account: number): NewJob => ({
  ...showPull(subject),
  key: `show-pull:${subject}:${account}`,
  body: `${account}`,
})

/** What stands below a dropped file, as it is when the job runs. */
export const showDrop = (subject: string): NewJob => ({ key: `show-drop:${subject}`, effect: 'show-drop', subject })

/** Stores what somebody said yes to. */
export const keepDropped = (subject: string): NewJob => ({
  key: `keep-dropped:${subject}`,
  effect: 'keep-dropped',
  subject,
})

/** The newest digest of a policy that is due: posted once. */
export const postDigest = (id: string): NewJob => ({
  key: `post-digest:${id}`,
  effect: 'post-digest',
  subject: digestSubject(id),
})

export const setCheck = (subject: string): NewJob => ({ key: `set-check:${subject}`, effect: 'set-check', subject })
export const mergePull = (subject: string): NewJob => ({ key: `merge-pull:${subject}`, effect: 'merge-pull', subject })
export const deliver = (subject: string): NewJob => ({ key: `deliver:${subject}`, effect: 'deliver', subject })

/** Starts the run of a suite of tests that goes by this mark. */
export const runSuite = (subject: string, run: string): NewJob => ({
  key: `run-suite:${run}`,
  effect: 'run-suite',
  subject,
  body: run,
})

/** Look at a pull request that nobody asked Kedge for. */
export const adoptPull = (number: number): NewJob => ({
  key: `adopt-pull:${number}`,
  effect: 'adopt-pull',
  subject: `pull/${number}`,
})

/** Compare a change with what GitHub says of it. Webhooks and the reconcile loop ask for the same thing. */
export const followChange = (subject: string): NewJob => ({
  key: `follow:${subject}`,
  effect: 'follow-change',
  subject,
})

/** The card of a trouble of Kedge’s own, as it stands when the job runs. */
export const showTrouble = (subject: string): NewJob => ({
  key: `show-trouble:${subject}`,
  effect: 'show-trouble',
  subject,
})

/** Reads the rules and does nothing, so that where they cannot be read something fails that is seen to. */
export const readRules = (): NewJob => ({ key: 'read-rules', effect: 'read-rules', subject: '', later: true })

export const exportRecord = (): NewJob => ({
  ...{ key: 'export-record', effect: 'export-record', subject: 'record' },
  later: true,
})

/** The Home of the app for one person, as it is when the job runs; `drawn`: they see an older one meanwhile. */
export const showHome = (team: string, user: string, drawn?: true): NewJob => ({
  key: `show-home:${team}:${user}`,
  effect: 'show-home',
  subject: '',
  body: JSON.stringify({ team, user, drawn }),
  anew: true,
})

export interface Say {
  readonly channel: string
  /** The subject whose card’s thread it belongs in; left out: the channel itself. */
  readonly thread?: string
  readonly document: Document
  /** Whoever asked for it is told, where the channel does not take it. */
  readonly asked?: Omit<Answer, 'document'>
}
/** One message, said once: the key is looked for in the channel before it is said again. */
export const say = (key: string, subject: string, it: Say): NewJob => ({
  key: `say:${key}`,
  effect: 'say',
  subject,
  body: JSON.stringify(it),
})

export interface Answer {
  readonly channel: string
  readonly user: string
  readonly responseUrl?: string
  readonly document: Document
}
/** Words for one person. No subject: nothing waits for it. */
export const answer = (delivery: string, it: Answer): NewJob => ({
  key: `answer:${delivery}`,
  effect: 'answer',
  subject: '',
  body: JSON.stringify(it),
})
