import type { Asked } from '../core/query-forms.ts'
import type { Repository } from '../core/repository.ts'
import type { Document, Modal } from '../words/document.ts'
import type { Branch, Check, Contents, Merged, Pull, RecordTip, Review, Run, Turn } from './github-seen.ts'
import type { Store } from './store.ts'

export type * from './github-seen.ts'

/** The one door to the outside. Flows look through `see` and remember through `store`; only effects may `do`. */
export interface World {
  now(): Date
  readonly log: Log
  readonly store: Store
  /** The policy repository as last read without errors, and what is wrong with a newer one. */
  policy(): Promise<Repository>
  /** What was read of rules, accounts and teams is old: before something is done that cannot be undone, and after it. */
  forget(): void
  /** The same, however old, without asking anybody: to say that it cannot be read. */
  known(): Repository | undefined
  /** What was in force while main stood at a commit with errors; undefined where it had none, or nobody saw it there. */
  overBroken(commit: string): Repository | undefined
  /** Who pushes readings, by the name of the connection. */
  readonly pushers: Pushers
  readonly see: Eyes
  readonly do: Hands
}

/** For which models each source sends, where not for all that name it; what it proves itself by is not for flows. */
export type Pushers = Readonly<Record<string, { readonly models?: readonly string[] }>>

/** What a flow gets: everything but the hands. */
export type Onlooker = Omit<World, 'do'>

export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Every look at the outside. All may throw `OutsideError`. None changes anything. */
export interface Eyes {
  /** The policy repository at the tip of its main branch, as text by path (`models/…`, `policies/…` only). Cached by blob id. */
  repository(): Promise<Snapshot>
  /** One question over a connection, which changes nothing; none where it is pushed to. Rows are plain JSON values; timestamps ISO. */
  query(
    connection: string,
    asked: Asked,
    window: { start: Date; end: Date },
  ): Promise<readonly Record<string, unknown>[]>
  /** A Vega-Lite specification as PNG. */
  draw(spec: object): Promise<Uint8Array>
  /** A message of ours with this key in its metadata, in a channel or one of its threads. */
  message(at: { channel: string; thread?: string }, key: string): Promise<{ ts: string } | undefined>
  /** Where people look at a message, in its thread where it stands in one. */
  messageUrl(at: { readonly channel: string; readonly ts: string; readonly thread?: string }): Promise<string>
  slackUser(id: string): Promise<SlackUser>
  /** A file as Slack describes it now; undefined where it is not there, or not for us. */
  file(id: string): Promise<SlackFile | undefined>
  /** Its first bytes, no more than so many; asked of nobody but Slack, whatever address it is said to have. */
  content(file: SlackFile, mostBytes: number): Promise<Content | 'gone'>
  /** Numeric ids of the members of a team, `org/team`; every page. */
  team(name: string): Promise<readonly number[]>
  /** Pull requests that are open onto the main branch; every page. */
  openPulls(): Promise<readonly Pull[]>
  /** Pull requests that were merged into the main branch since then, among those that moved since then. */
  mergedPulls(since: { readonly mergedSince: Date; readonly movedSince: Date }): Promise<Merged>
  /** The newest pull request whose head is this branch, open or not. */
  pullOfBranch(branch: string): Promise<Pull | undefined>
  pull(number: number): Promise<Pull>
  /** Where people look at it. It stays what it was, so it is asked for once. */
  pullUrl(number: number): Promise<string>
  /** All reviews, oldest first; every page. */
  reviews(pull: number): Promise<readonly Review[]>
  /** What became of a pull request so far, oldest first; every page. */
  turns(pull: number): Promise<readonly Turn[]>
  /** The policy repository as it was right before a pull request was merged; undefined where nobody can say. */
  before(pull: Pull): Promise<Guarded | undefined>
  /** The same as its merge commit left it. */
  after(pull: Pull): Promise<Guarded | undefined>
  /** What the pull request contains, by comparing its head with the merge base; too much is an error, never a shorter list. */
  contents(pull: Pull): Promise<Contents>
  branch(name: string): Promise<Branch | undefined>
  /** The branch the policy repository is read from, and rules hold on. */
  mainBranch(): Promise<Branch>
  /** What came to the main branch between two of its tips; undefined where not all of that can be told. */
  newCommits(since: string, until: string): Promise<ReadonlySet<string> | undefined>
  /** The numeric id of the account our own App acts by, as it stands in what it opens. */
  ownAccount(): Promise<number>
  /** Our own App's newest check of this name on a commit. */
  check(head: string, name: string): Promise<{ id: number; conclusion: string | null } | undefined>
  /** The newest run of a workflow whose title holds this mark. */
  run(workflow: string, mark: string): Promise<Run | undefined>
  /** The oldest issue of ours with this mark in its body, open or not, among those that moved since then. */
  issue(mark: string, since: Date): Promise<{ number: number; url: string; open: boolean } | undefined>
  /** Whether a comment of ours below an issue holds this mark. */
  isCommented(issue: number, mark: string): Promise<boolean>
  /** The tip of the record branch and its last file, or undefined before genesis. */
  record(): Promise<RecordTip | undefined>
}

/** Every effect on the outside. Each verb has two failpoints (failpoints.ts) and is called from `effects/` alone. */
export interface Hands {
  postMessage(to: { channel: string; thread?: string; key: string }, document: Document): Promise<{ ts: string }>
  updateMessage(at: { channel: string; ts: string; key: string }, document: Document): Promise<void>
  uploadPicture(picture: { png: Uint8Array; name: string; title: string; alt: string }): Promise<{ file: string }>
  /** Words only one person sees. By `responseUrl` where there is one, else ephemeral in the channel. */
  answer(to: { channel: string; user: string; responseUrl?: string }, document: Document): Promise<void>
  /** What stands in the Home of our app for one person; the same again changes nothing. */
  publishHome(user: string, document: Document): Promise<void>
  /** The trigger lives three seconds, so this one is called at the door, at most once. */
  openModal(trigger: string, modal: Modal): Promise<void>
  createBranch(name: string, sha: string): Promise<void>
  /** A commit on `parent` that no branch shows yet: harmless when repeated; `createBranch` makes it seen, once. */
  commitFiles(commit: {
    parent: string
    message: string
    files: Readonly<Record<string, string>>
  }): Promise<{ sha: string }>
  createPull(pull: { branch: string; base: string; title: string; body: string }): Promise<{ number: number }>
  updatePull(number: number, says: PullWords): Promise<void>
  createCheck(check: Check): Promise<{ id: number }>
  updateCheck(id: number, check: Check): Promise<void>
  /** Merges exactly this head or not at all. */
  merge(pull: { number: number; head: string; title: string; message: string }): Promise<{ sha: string }>
  createIssue(issue: {
    title: string
    body: string
    labels: readonly string[]
  }): Promise<{ number: number; url: string }>
  commentIssue(issue: number, body: string): Promise<void>
  closeIssue(issue: number): Promise<void>
  /** Starts a workflow, or tells whoever listens at a webhook; the same `id` and body on every try. */
  dispatch(run: WorkflowStart | WebhookCall): Promise<void>
  /** Appends files to the record branch on exactly this parent (undefined: genesis). */
  appendRecord(commit: {
    parent: string | undefined
    files: Readonly<Record<string, string>>
    message: string
  }): Promise<{ sha: string }>
}

export interface PullWords {
  readonly title: string
  readonly body: string
  /** It is closed as well. */
  readonly closes?: true
}

export interface WorkflowStart {
  readonly workflow: string
  readonly ref: string
  readonly inputs: Readonly<Record<string, string>>
}

export interface WebhookCall {
  /** A connection of the deployment. */
  readonly webhook: string
  readonly id: string
  readonly body: string
}

/** The texts of the policy repository at one commit, before anybody has read them. */
export type Snapshot = Pick<Repository, 'commit' | 'files'>

/** The same with the blobs of its workflows and code owners, by path. */
export interface Guarded extends Snapshot {
  readonly guards: Readonly<Record<string, string>>
}

export interface SlackUser {
  readonly id: string
  readonly team: string
  /** `person`, or why this account is nobody who can be counted. */
  readonly is: 'person' | 'bot' | 'guest' | 'stranger' | 'deleted'
}

export interface Content {
  readonly bytes: Uint8Array
  /** Nothing follows after them. */
  readonly whole: boolean
}

export interface SlackFile {
  readonly id: string
  readonly name: string
  /** Who uploaded it. */
  readonly user: string
  /** Kept by Slack for our own workspace: neither a link to another host nor what others share with us. */
  readonly ours: boolean
  /** Slack takes it for CSV. */
  readonly csv: boolean
  readonly bytes: number
  /** Where it is shared, and the message it came with, or that one’s thread. */
  readonly shares: Readonly<Record<string, { readonly thread?: string }>>
  /** Where Slack says that it is to be had. */
  readonly url: string
}
