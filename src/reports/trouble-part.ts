import { concernsOf } from '../core/concern.ts'
import type { Stuck, Trouble, TroubleCard } from '../core/trouble.ts'
import { says } from '../words/says.ts'

/** What of a trouble a channel is told: as it is for these models alone, or for all that wait. */
export interface TroublePart {
  readonly it: Trouble
  readonly stuck: readonly Stuck[]
}

/** As many as one reads. */
const MOST = 5

/** Nothing is known of what is over, so that is told in the words its card had last. */
export function troublePart(
  it: Trouble,
  all: readonly Stuck[],
  { models, card }: { readonly models?: readonly string[]; readonly card?: TroubleCard },
): TroublePart {
  const stuck = all.filter(({ fix }) => fix === it.fix)
  const isWhole = models === undefined || (it.model !== undefined && models.includes(it.model))
  if (isWhole) return { it, stuck }
  const mine = stuck.flatMap(one => of(one, models))
  const concerns = concernsOf(mine)
  const [since = card?.since ?? it.since] = concerns.map(concern => concern.since).sort()
  const sentences = [...new Set(concerns.map(concern => concern.says))]
  const before = card?.models?.every(id => models.includes(id)) ? card.says : undefined
  const known = sentences.length > 0 ? together(sentences) : before
  const { model: _, ...others } = it
  const [only, other] = models
  return {
    it: {
      ...{ ...others, since, says: known ?? says.troubleCard.theyWait(models) },
      ...(only !== undefined && other === undefined && { model: only }),
    },
    stuck: mine,
  }
}

/** The card of what none of its models waits for any more, while others do. */
export function overPart(it: Trouble, { says: wrong, since, models = [] }: TroubleCard): Trouble {
  const { model: _, until: __, ...others } = it
  const [only, other] = models
  const closed = it.closed ?? it.retold ?? it.opened
  return { ...others, says: wrong, since, closed, ...(only !== undefined && other === undefined && { model: only }) }
}

function of(stuck: Stuck, models: readonly string[]): readonly Stuck[] {
  const concerns = concernsOf([stuck]).filter(({ model }) => models.includes(model))
  if (concerns.length === 0) return []
  return [{ ...stuck, concerns, count: stuck.model === undefined ? concerns.length : stuck.count }]
}

function together(sentences: readonly string[]): string {
  return says.troubleCard.each(sentences.slice(0, MOST), Math.max(0, sentences.length - MOST))
}
