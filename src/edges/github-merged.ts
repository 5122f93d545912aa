import type { Merged } from '../flows/world.ts'
import type { GitHubClient } from './github-client.ts'

const pagesMost = 10
const perPage = 100

/** Those that were merged into this branch, page by page from what moved last to what moved before `movedSince`. */
export async function mergedPulls(
  client: GitHubClient,
  base: string,
  { mergedSince, movedSince }: { readonly mergedSince: Date; readonly movedSince: Date },
): Promise<Merged> {
  const asked = { base, state: 'closed', sort: 'updated', direction: 'desc', per_page: perPage } as const
  const found = new Map<number, Found>()
  for (let page = 1; page <= pagesMost; page++) {
    const { data } = await client.call('pulls.list', { ...asked, page })
    for (const { number, merged_at, updated_at, title, body } of data)
      if (merged_at !== null && Date.parse(merged_at) >= mergedSince.getTime())
        found.set(number, { title, body: body ?? '', isMoved: Date.parse(updated_at) >= movedSince.getTime() })
    const last = data.at(-1)?.updated_at
    const isLast = last === undefined || data.length < perPage || Date.parse(last) < movedSince.getTime()
    if (isLast) return listed(found)
    if (page === pagesMost) return { ...listed(found), unseenBefore: last }
  }
  return listed(found)
}

interface Found {
  readonly title: string
  readonly body: string
  readonly isMoved: boolean
}

function listed(found: ReadonlyMap<number, Found>): Merged {
  const moved = [...found].flatMap(([number, { isMoved, ...says }]) => (isMoved ? [{ number, ...says }] : []))
  return { numbers: [...found.keys()], moved }
}
