import type { Model } from './model.ts'

/**
 * Who may bring readings of a model by hand: those who own it, and their deputies. Who validates it or keeps it compliant
 * judges by these figures, and does not make them.
 */
export function feedersOf({ owners, deputies = {} }: Pick<Model, 'owners' | 'deputies'>): readonly string[] {
  const all = [owners, deputies].flatMap(({ business, technical, data }) => [business, technical, data])
  return [...new Set(all.filter(id => id !== undefined))]
}
