/** One value of one KPI for one period of one version of a model. The same reading twice is one reading. */
export interface Reading {
  readonly model: string
  readonly kpi: string
  /** '' for the whole. */
  readonly segment: string
  readonly version: string
  /** First moment of the period, ISO, UTC. */
  readonly start: string
  /** First moment after the period, ISO, UTC. */
  readonly end: string
  readonly value: number
  /** Samples the value was computed from. */
  readonly n: number
  /** When we got it, ISO. */
  readonly available: string
}
