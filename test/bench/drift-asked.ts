/** What the bench of drift asks, the same of all. */
export const ROWS = 10_000_000
export const WIDE_ROWS = 1_000_000
export const COLUMNS = 50
/** The deciles of the standard normal distribution, and a reference that lies in them evenly. */
export const EDGES = [
  -1.2815515655446004, -0.8416212335729142, -0.5244005127080407, -0.2533471031357997, 0, 0.2533471031357997,
  0.5244005127080407, 0.8416212335729142, 1.2815515655446004,
]
export const REFERENCE = EDGES.length + 1

/** The query of a model, and the columns its profile has. */
export const ASKED = {
  psi: { sql: "select v from 'current.parquet'", names: ['v'] },
  wide: { sql: "select * from 'wide.parquet'", names: Array.from({ length: COLUMNS }, (_, n) => `v${n}`) },
} as const

/** So often each is run; the fastest counts. */
export const RUNS = { psi: 7, wide: 3 } as const
export type What = keyof typeof ASKED

export function whatOf(word: string | undefined): What {
  if (word === 'psi' || word === 'wide') return word
  throw new Error(`${word} is neither psi nor wide`)
}
