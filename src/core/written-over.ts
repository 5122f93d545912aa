import { digestOf } from './canonical.ts'
import type { Change } from './change-state.ts'
import type { Bodies } from './event-bodies.ts'
import { HOUR_MS } from './period.ts'

type Described = Bodies['change.described']
export type Over = NonNullable<Described['over']>[number]

const DAY_MS = 24 * HOUR_MS
/** So many times a day what somebody writes over a pull request of ours is put back at once. */
export const AT_ONCE = 3

/** GitHub’s pages end lines as forms do. */
const bare = (text: string) => text.replaceAll('\r\n', '\n').trim()

/** What goes on record of what stands in a pull request of ours: enough to know it again. */
export const digestsOf = (title: string, body: string): Pick<Described, 'title' | 'body'> => ({
  title: digestOf(bare(title)),
  body: digestOf(bare(body)),
})

/** What of it is not what we wrote last; of one that has nothing on record nobody can say. */
export function writtenOver({ described }: Change, pull: { readonly title: string; readonly body: string }): Over[] {
  if (described === undefined) return []
  const is = digestsOf(pull.title, pull.body)
  return (['title', 'body'] as const).filter(part => is[part] !== described[part])
}

/** Those of the last day, oldest first. */
export function restoredLately({ restored }: Pick<Change, 'restored'>, now: Date): Change['restored'] {
  return restored.filter(({ at }) => Date.parse(at) > now.getTime() - DAY_MS)
}

/** Whoever writes over it all the time is answered once an hour; left out: now. */
export function restoredNotBefore(change: Pick<Change, 'restored'>, now: Date): Date | undefined {
  const lately = restoredLately(change, now)
  const last = lately.at(-1)
  if (last === undefined || lately.length < AT_ONCE) return undefined
  const due = new Date(Date.parse(last.at) + HOUR_MS)
  return due > now ? due : undefined
}
