import { type Change, modelsOf } from './change-state.ts'
import type { Model, Visibility } from './model.ts'

/** Who may see a change, and where: what its models say, and all of it must hold. Empty where everybody may. */
export function boundsOf(
  change: Pick<Change, 'request' | 'seals'>,
  models: Readonly<Record<string, Model>>,
): readonly Visibility[] {
  return modelsOf(change).flatMap(id => (Object.hasOwn(models, id) ? (models[id]?.visibility ?? []) : []))
}

/** Roles that see it, a list for each bound that names some. */
export function rolesShown(bounds: readonly Visibility[]): readonly (readonly string[])[] {
  return bounds.flatMap(({ roles }) => (roles === undefined ? [] : [roles]))
}

/** Channels that may show it, a list for each bound that names some. */
export function channelsShown(bounds: readonly Visibility[]): readonly (readonly string[])[] {
  return bounds.flatMap(({ channels }) => (channels === undefined ? [] : [channels]))
}
