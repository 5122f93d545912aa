/** One page of a list that may be long. */
export interface Page<T> {
  readonly items: readonly T[]
  /** From 1. */
  readonly number: number
  readonly of: number
}

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

/** One page of several lists. */
export interface Pages extends Omit<Page<never>, 'items'> {
  /** What of one of them stands on it. */
  readonly cut: <T>(all: readonly T[]) => readonly T[]
}

/**
 * Several lists on the same pages: each goes on where the page before left it. Fewer of each stand on all pages where one of
 * them does not fit.
 */
export function pagesOf(
  lists: readonly (readonly unknown[])[],
  asked?: string,
  size = SIZE,
  fits: (page: Pages) => boolean = () => true,
): Pages | NoPage {
  const longest = Math.max(0, ...lists.map(all => all.length))
  const of = Math.max(1, Math.ceil(longest / size))
  const all = Array.from({ length: of }, (_, i): Pages => {
    return { number: i + 1, of, cut: list => list.slice(i * size, (i + 1) * size) }
  })
  if (size > 1 && !all.every(fits)) return pagesOf(lists, asked, Math.floor(size / 2), fits)
  const page = pageOf(all, asked, 1)
  return page.items?.[0] ?? { asked: asked ?? '1', of }
}
