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
  const numbers = new Set<number>()
  for (let page = 1; page <= pagesMost; page++) {
    const { data } = await client.call('pulls.list', { ...asked, page })
    for (const { number, merged_at } of data)
      if (merged_at !== null && Date.parse(merged_at) >= mergedSince.getTime()) numbers.add(number)
    const last = data.at(-1)?.updated_at
    const isLast = last === undefined || data.length < perPage || Date.parse(last) < movedSince.getTime()
    if (isLast) return { numbers: [...numbers] }
    if (page === pagesMost) return { numbers: [...numbers], unseenBefore: last }
  }
  return { numbers: [...numbers] }
}
