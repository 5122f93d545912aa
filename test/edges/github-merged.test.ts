import { expect, test } from 'vitest'
import type { GitHubClient } from '../../src/edges/github-client.ts'
import { mergedPulls } from '../../src/edges/github-merged.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute))
const since = (moved: number, merged = 0) => ({ mergedSince: at(merged), movedSince: at(moved) })

/** A repository where one pull request a minute was merged, `total` of them, number n in minute n. */
async function looking(total: number, given: ReturnType<typeof since>, more: Readonly<Record<number, object>> = {}) {
  const pages: number[] = []
  const all = Array.from({ length: total }, (_, i) => {
    const number = total - i
    const iso = at(number).toISOString()
    return { number, merged_at: iso, updated_at: iso, title: `T${number}`, body: null, ...more[number] }
  })
  const call = async (_: string, { page, per_page }: { page: number; per_page: number }) => {
    pages.push(page)
    return { data: all.slice((page - 1) * per_page, page * per_page) }
  }
  const found = await mergedPulls({ call } as unknown as GitHubClient, 'main', given)
  return { pages, ...found }
}

test('[C12] (attack 77) merged pull requests are read page by page, to what moved before the last look', async () => {
  const once = await looking(450, since(440))
  expect([once.pages, once.numbers[0], once.numbers.length]).toEqual([[1], 450, 100])
  const after = await looking(450, since(120))
  expect([after.pages, after.numbers.at(-1), after.unseenBefore]).toEqual([[1, 2, 3, 4], 51, undefined])
  const whole = await looking(450, since(0))
  expect([whole.pages, whole.numbers.length]).toEqual([[1, 2, 3, 4, 5], 450])
})

test('[C12] what was merged before Kedge knew anything, or never, is none', async () => {
  const { numbers } = await looking(20, since(0, 11), { 15: { merged_at: null } })
  expect(numbers).toEqual([20, 19, 18, 17, 16, 14, 13, 12, 11])
})

test('[C12] (attack 77) after ten pages it says how far it has looked, and only where there is more', async () => {
  const cut = await looking(1200, since(0))
  expect([cut.pages.length, cut.numbers.length, cut.unseenBefore]).toEqual([10, 1000, at(201).toISOString()])
  expect((await looking(1200, since(202))).unseenBefore).toBeUndefined()
})

test('[C9] what stands in those that moved since the last look comes with them', async () => {
  const { moved } = await looking(20, since(18), { 19: { body: 'Go back.' } })
  expect(moved).toEqual([
    { number: 20, title: 'T20', body: '' },
    { number: 19, title: 'T19', body: 'Go back.' },
    { number: 18, title: 'T18', body: '' },
  ])
})
