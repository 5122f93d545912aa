import { boundOf, cardIn, isShownIn } from './bounds.ts'
import type { Case } from './case.ts'
import type { Model } from './model.ts'

type Card = NonNullable<Case['card']>

/** Where the card of a case is to be. */
export interface CasePlace {
  /** The card that stands, and may. */
  readonly card?: Card
  /** One that stands where its model may not be shown any more. */
  readonly stray?: Card
  /** Where one may be posted; left out where no channel may show it. */
  readonly home?: string
}

/** A card stays where it is as long as its model may be shown there; then it goes to the model’s channel. */
export function placeOf({ card }: Pick<Case, 'card'>, model: Model): CasePlace {
  const { channel } = model
  const bounds = boundOf(model)
  return {
    ...cardIn(bounds, card),
    ...(channel !== undefined && isShownIn(bounds, channel) && { home: channel }),
  }
}
