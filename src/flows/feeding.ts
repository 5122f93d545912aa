import { feedersOf } from '../core/feeders.ts'
import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import { mayNotFeed } from '../reports/drop-words.ts'
import { notKnown } from '../reports/vote-words.ts'
import type { Document } from '../words/document.ts'
import { type Asker, type At, authorise, type Nobody } from './authorise.ts'

/** Who may bring readings here, and of which models; or why not. */
export type Feeding =
  | { readonly asker: Asker; readonly models: readonly Model[]; readonly no?: undefined }
  | { readonly asker?: undefined; readonly no: Nobody | { readonly is: 'no-owner'; readonly models: readonly Model[] } }

/** The models of a channel: a file that is dropped there is of these alone. */
export function modelsOfChannel({ models }: Pick<Repository, 'models'>, channel: string): readonly Model[] {
  return Object.values(models).filter(model => model.channel === channel)
}

/** Somebody who is known, for the models of this channel that it may show them and that they own. */
export function feedingHere(at: At): Feeding {
  const { asker, no } = authorise(at, [])
  if (asker === undefined) return { no: no as Nobody }
  const seen = modelsOfChannel(at.repository, at.channel).filter(({ id }) => authorise(at, [id]).asker !== undefined)
  const models = seen.filter(model => feedersOf(model).includes(asker.id))
  return models.length > 0 ? { asker, models } : { no: { is: 'no-owner', models: seen } }
}

/** Why not, in words for them alone; undefined where there is nothing here that they may know of. */
export function cannotFeed(no: NonNullable<Feeding['no']>): Document | undefined {
  if (no.is === 'nobody') return notKnown(no.refusal)
  return no.models.length === 0 ? undefined : mayNotFeed(no.models)
}
