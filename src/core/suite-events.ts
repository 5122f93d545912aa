import type { Make, WholeMake } from './make.ts'

/** What happens to suites of tests. Subject `model/<id>`. */
export interface SuiteBodies {
  /** One is to be run for a version; `run` is what the run goes by outside. */
  'suite.due': {
    model: string
    suite: string
    version: string
    why: 'schedule' | 'gate'
    run: string
    change?: string
  } & WholeMake
  /** By one of the three. */
  'suite.started': { model: string; run: string; workflow?: string; webhook?: string; manual?: string }
  /** Whoever runs it by hand was reminded, for the nth time. */
  'suite.reminded': { model: string; run: string; nth: number }
  /** `id`: GitHub’s number of the run. What it came to, if anything, is a result of its own. */
  'suite.ended': { model: string; run: string; conclusion: string; id: number; url: string }
  'suite.result': { model: string } & SuiteTold
}

/** What a suite came to for a version: on which day, and on which data. */
export interface SuiteTold extends Make {
  readonly suite: string
  readonly version: string
  readonly passed: boolean
  readonly on: string
  readonly data: string
  /** Left out: nobody had asked for it. */
  readonly run?: string
  readonly url?: string
  readonly figures?: Readonly<Record<string, number>>
}
