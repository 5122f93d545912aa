/** The models that wait for what one fix mends, and when that is news. */

/** What is wrong for one model. */
export interface Concern {
  readonly model: string
  /** What of it is missing, by name; empty: nothing more is known than that it waits. */
  readonly kpis: readonly string[]
  readonly says: string
  /** ISO. */
  readonly since: string
}

/** By model what of it was told to be missing. */
export type Told = Readonly<Record<string, readonly string[]>>

interface Held {
  readonly says: string
  readonly since: string
  readonly model?: string
  readonly concerns?: readonly Concern[]
}

export function concernsOf(stuck: readonly Held[]): readonly Concern[] {
  return stuck.flatMap(({ concerns, model, says, since }) => {
    const one = model === undefined ? [] : [{ model, kpis: [], says, since }]
    return concerns ?? one
  })
}

export function toldOf(concerns: readonly Concern[]): Told {
  const models = [...Map.groupBy(concerns, ({ model }) => model)]
  const told = models.map(([model, mine]) => [model, [...new Set(mine.flatMap(({ kpis }) => kpis))].sort()] as const)
  return Object.fromEntries(told.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * What was not told yet of what counts by now, and the models that nothing holds up any more. A KPI that came back while
 * others of its model are missing is no news, nor when it stops again: what flickers is told once.
 */
export function newsOf(
  told: Told,
  counting: readonly Concern[],
  all: readonly Concern[],
): { readonly added: Told; readonly gone: readonly string[] } | undefined {
  const added = Object.entries(toldOf(counting)).flatMap(([model, kpis]) => {
    const before = Object.hasOwn(told, model) ? told[model] : undefined
    const fresh = kpis.filter(kpi => !before?.includes(kpi))
    return before === undefined || fresh.length > 0 ? [[model, fresh] as const] : []
  })
  const waits = new Set(all.map(({ model }) => model))
  const gone = Object.keys(told).filter(model => !waits.has(model))
  return added.length + gone.length === 0 ? undefined : { added: Object.fromEntries(added), gone }
}

export function retold(told: Told, added: Told, gone: readonly string[]): Told {
  const kept = Object.entries(told).filter(([model]) => !gone.includes(model))
  const grown = Object.entries(added).map(([model, kpis]) => {
    const before = Object.hasOwn(told, model) ? (told[model] ?? []) : []
    return [model, [...before, ...kpis]] as const
  })
  return Object.fromEntries([...kept, ...grown])
}
