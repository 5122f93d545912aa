import { type Change, modelsIn, modelsOf } from './change-state.ts'
import type { Model, Visibility } from './model.ts'

/** Nobody, nowhere: for what cannot be read, or was not looked at yet. */
export const NOBODY: Visibility = { roles: [], channels: [] }

/**
 * Who may see a model, and where; empty where everybody may. What only some roles see, others of a channel would read there:
 * it is shown in no channel but its own, unless it names some.
 */
export function boundOf({ channel, visibility }: Pick<Model, 'channel' | 'visibility'>): readonly Visibility[] {
  if (visibility === undefined) return []
  if (visibility.roles === undefined || visibility.channels !== undefined) return [visibility]
  return [{ ...visibility, channels: channel === undefined ? [] : [channel] }]
}

/**
 * Who may see a change, and where; all of it must hold. What its models say on the main branch, and until that is all
 * there is, what they said in the pull request that people were shown. Empty where everybody may.
 */
export function boundsOf(
  change: Pick<Change, 'request' | 'seals' | 'merged'>,
  models: Readonly<Record<string, Model>>,
): readonly Visibility[] {
  const sealed = change.seals.at(-1)?.body
  // Somebody’s own pull request names its models when it is sealed; before that it might be of any.
  if (sealed === undefined && change.request.door === 'repository' && !change.merged) return [NOBODY]
  const onMain = modelsIn(change, models)
  const isAll = change.merged !== undefined && onMain.length === modelsOf(change).length
  return [...onMain.flatMap(boundOf), ...(isAll ? [] : (sealed?.bounds ?? []))]
}

/**
 * The bounds that votes are held to: those of the main branch, where a model of it is there. A pull request that narrows who
 * sees it must not take the word from those who would deny it; only where all of it is new models, nobody else has said who
 * may see it. Who owns the rules is asked of rules, whatever comes with them.
 */
export function boundsOfVotes(
  change: Pick<Change, 'request' | 'seals' | 'merged'>,
  models: Readonly<Record<string, Model>>,
): readonly Visibility[] {
  const onMain = modelsIn(change, models)
  const parts = change.seals.at(-1)?.body.parts ?? []
  const isOfNewModels = onMain.length === 0 && parts.every(({ model }) => model !== undefined)
  return isOfNewModels ? boundsOf(change, models) : onMain.flatMap(boundOf)
}

/** Roles that see it, a list for each bound that names some. */
export function rolesShown(bounds: readonly Visibility[]): readonly (readonly string[])[] {
  return bounds.flatMap(({ roles }) => (roles === undefined ? [] : [roles]))
}

/** Channels that may show it, a list for each bound that names some. */
export function channelsShown(bounds: readonly Visibility[]): readonly (readonly string[])[] {
  return bounds.flatMap(({ channels }) => (channels === undefined ? [] : [channels]))
}

/** Whether a channel may show all of it. */
export function isShownIn(bounds: readonly Visibility[], channel: string): boolean {
  return channelsShown(bounds).every(channels => channels.includes(channel))
}

/** A card that may stay, or one that stands where not all of it may be shown any more. */
export function cardIn<C extends { readonly channel: string }>(
  bounds: readonly Visibility[],
  card: C | undefined,
): { readonly card?: C; readonly stray?: C } {
  if (card === undefined) return {}
  return isShownIn(bounds, card.channel) ? { card } : { stray: card }
}
