import type { Case } from '../core/case.ts'
import type { Model } from '../core/model.ts'
import { notKnown } from '../reports/vote-words.ts'
import type { Document } from '../words/document.ts'
import { type Asker, type At, authorise, standingAt } from './authorise.ts'
import type { SlackPlace } from './identity.ts'
import { noModel } from './named.ts'
import { caseOf, closedCases, openCase, type Standing } from './standing.ts'
import type { Onlooker } from './world.ts'

export type CaseNamed =
  | { readonly asker: Asker<readonly [Model]>; readonly case?: Standing<Case>; readonly no?: undefined }
  | { readonly asker?: undefined; readonly case?: undefined; readonly no: Document }

/**
 * The case somebody means by its model or by its own id, and that they may act on it: of a model the one that is open, or else
 * the last one. What they may not see is answered as what is not there.
 */
export async function caseNamed(world: Onlooker, at: At, word: string): Promise<CaseNamed> {
  const id = word.toLowerCase()
  const named = id.startsWith('case/') ? await caseOf(world.store, id) : undefined
  const { asker, no } = authorise(at, [named?.it.model ?? id])
  if (asker === undefined) return { no: no.is === 'nobody' ? notKnown(no.refusal) : noModel(at, word) }
  const [model] = asker.models
  const it = named ?? (await openCase(world.store, model.id)) ?? (await closedCases(world.store, model.id))[0]
  return { asker, ...(it && { case: it }) }
}

/** The case a button or a form carries, and who it is that pressed or sent it, looked up now. */
export async function caseMeant(world: Onlooker, place: SlackPlace, id: string) {
  const standing = await caseOf(world.store, id)
  return { case: standing, ...authorise(await standingAt(world, place), [standing?.it.model ?? '']) }
}
