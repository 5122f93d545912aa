/** One page of what may be long. */
export interface PageOf<T> {
  readonly items: T
  /** From 1. */
  readonly number: number
  readonly of: number
}

/** One page of a list. */
export type Page<T> = PageOf<readonly T[]>

/** What was asked for is none of the pages there are. */
export interface NoPage {
  readonly items?: undefined
  readonly asked: string
  readonly of: number
}

/** As many as one looks through before asking for more. */
const SIZE = 10

/** The page that was asked for, by what stands after `page`; an empty list has one page. */
export function pageOf<T>(all: readonly T[], asked = '1', size = SIZE): Page<T> | NoPage {
  const of = Math.max(1, Math.ceil(all.length / size))
  const number = /^\d{1,6}$/.test(asked) ? Number(asked) : 0
  if (number < 1 || number > of) return { asked, of }
  return { items: all.slice((number - 1) * size, number * size), number, of }
}

/** The lists of one answer. */
type Lists = Readonly<Record<string, readonly unknown[]>>

/** Several lists on the same pages: each goes on where the page before left it. */
export function pagesOf<L extends Lists>(lists: L, asked?: string, size = SIZE): PageOf<L> | NoPage {
  const most = Math.max(0, ...Object.values(lists).map(all => all.length))
  const page = pageOf(Array.from({ length: most }), asked, size)
  if (page.items === undefined) return page
  const from = (page.number - 1) * size
  const items = Object.fromEntries(Object.entries(lists).map(([name, all]) => [name, all.slice(from, from + size)]))
  return { ...page, items: items as unknown as L }
}
