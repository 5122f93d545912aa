import type { Hands } from './world.ts'

/** Every effect on the outside, by its verb. A new verb does not compile until it stands here. */
const VERBS: Record<keyof Hands, true> = {
  postMessage: true,
  updateMessage: true,
  uploadPicture: true,
  answer: true,
  openModal: true,
  publishHome: true,
  createBranch: true,
  commitFiles: true,
  createPull: true,
  updatePull: true,
  createCheck: true,
  updateCheck: true,
  merge: true,
  createIssue: true,
  commentIssue: true,
  closeIssue: true,
  dispatch: true,
  appendRecord: true,
}

/**
 * The places where a crash is rehearsed: before and after each effect (after: done, but nobody here knows), and around each
 * commit of the database. `test/faults` kills the process at each of them.
 */
export const FAILPOINTS: readonly string[] = [
  ...(Object.keys(VERBS) as (keyof Hands)[]).flatMap(verb => [`${verb}.before`, `${verb}.after`]),
  'commit.before',
  'commit.after',
]

/** Called at each failpoint; does nothing in production. */
export type Failpoint = (name: string) => void

/** The same hands, or some of them, with a failpoint before and after each verb. */
export function withFailpoints<H extends Partial<Hands>>(hands: H, at: Failpoint): H {
  const wrapped = Object.entries(hands).map(([verb, act]) => [
    verb,
    async (...args: unknown[]) => {
      at(`${verb}.before`)
      const result = await (act as (...args: unknown[]) => Promise<unknown>)(...args)
      at(`${verb}.after`)
      return result
    },
  ])
  return Object.fromEntries(wrapped) as H
}
