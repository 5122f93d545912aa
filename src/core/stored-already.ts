import type { Reading } from './reading.ts'

/** A reading beside what is stored of its period: nothing, another value or count, or the same. */
export interface Beside {
  readonly reading: Reading
  readonly is: 'fresh' | 'revised' | 'same'
  /** What it would replace. */
  readonly was?: Pick<Reading, 'value' | 'n'>
}

/**
 * What storing these would do. What came available at the very moment of `ours` came from these readings, in a run that was
 * cut off, so it counts as if it were not there.
 */
export function besideStored(
  readings: readonly Reading[],
  stored: readonly Reading[],
  ours?: string,
): readonly Beside[] {
  const known = new Map(stored.filter(it => it.available !== ours).map(it => [keyOf(it), it]))
  return readings.map(reading => {
    const was = known.get(keyOf(reading))
    if (was === undefined) return { reading, is: 'fresh' }
    const { value, n } = was
    return value === reading.value && n === reading.n
      ? { reading, is: 'same' }
      : { reading, is: 'revised', was: { value, n } }
  })
}

const keyOf = ({ model, kpi, segment, version, start, end }: Reading) =>
  JSON.stringify([model, kpi, segment, version, Date.parse(start), Date.parse(end)])

export type Counts = { readonly [K in Beside['is']]: number }

export function countsOf(all: readonly Beside[]): Counts {
  const of = (is: Beside['is']) => all.filter(it => it.is === is).length
  return { fresh: of('fresh'), revised: of('revised'), same: of('same') }
}
