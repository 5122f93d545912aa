/** A pull request as a person sees it, asked of GitHub with their own token. */
import type { Loose } from './emulate.ts'
import type { Person } from './github-people.ts'

export interface PullSeen {
  readonly pull: Loose
  readonly files: readonly Loose[]
  readonly checks: readonly Loose[]
  readonly reviews: readonly Loose[]
  /** The texts of changed files at the head, by path: for an open one, which may be edited. */
  readonly texts: Readonly<Record<string, string>>
}

/** Nothing where there is no such pull request. */
export async function readPull(person: Person, repository: string, number: number): Promise<PullSeen | undefined> {
  const get = (path: string) => person.call('GET', `/repos/${repository}/${path}`)
  const pull = await get(`pulls/${number}`).catch(() => undefined)
  if (!pull) return undefined
  const [files, reviews, { check_runs: checks }] = await Promise.all([
    get(`pulls/${number}/files?per_page=100`),
    get(`pulls/${number}/reviews?per_page=100`),
    get(`commits/${pull.head.sha}/check-runs?per_page=100`),
  ])
  const editable = pull.state === 'open' ? files.filter((f: Loose) => f.status !== 'removed') : []
  const texts = await Promise.all(
    editable.map(async ({ filename }: Loose) => {
      const path = filename.split('/').map(encodeURIComponent).join('/')
      const file = await get(`contents/${path}?ref=${encodeURIComponent(pull.head.sha)}`)
      return [filename, Buffer.from(file.content, 'base64').toString('utf8')] as const
    }),
  )
  return { pull, files, checks, reviews, texts: Object.fromEntries(texts) }
}

/** Newest first. */
export function listPulls(person: Person, repository: string): Promise<readonly Loose[]> {
  return person.call('GET', `/repos/${repository}/pulls?state=all&per_page=100`)
}
