import { boundOf, boundsOf, isShownIn } from '../core/bounds.ts'
import type { Change } from '../core/change-state.ts'
import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import { type Identity, mayViewChange, visible } from './identity.ts'

/** What somebody may be shown of all there is. */
export interface Reader {
  see(model: Model): boolean
  seeChange(change: Change): boolean
}

/** Whoever reads a channel: what all in it may see, and no more than `one` of them may, where it is for one alone. */
export function readerIn(repository: Repository, channel: string, one?: Reader): Reader {
  return {
    see: model => isShownIn(boundOf(model), channel) && (one === undefined || one.see(model)),
    seeChange: it => isShownIn(boundsOf(it, repository.models), channel) && (one === undefined || one.seeChange(it)),
  }
}

/** One person, where they ask. */
export function readerOf(repository: Repository, who: Identity, channel: string): Reader {
  const seen = new Set(visible(repository, who, channel).map(({ id }) => id))
  return { see: ({ id }) => seen.has(id), seeChange: it => mayViewChange(it, repository, who, channel) }
}
