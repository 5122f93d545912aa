import type { Model } from '../core/model.ts'
import type { Suite } from '../core/suite.ts'
import type { SuiteRun } from '../core/suite-run.ts'
import { suiteByHand } from '../reports/suite-notes.ts'
import { say } from './jobs.ts'
import type { NewJob } from './store.ts'

/** Calls by name whoever runs it by hand. */
export function suiteRunner(
  model: Model,
  run: Pick<SuiteRun, 'run' | 'suite' | 'version' | 'made' | 'digest'>,
  suite: Suite,
  by: string,
  nth: number,
): NewJob[] {
  const { channel, id } = model
  if (channel === undefined) return []
  const document = suiteByHand(model, run, suite, { by, again: nth > 0 })
  return [say(`by-hand-${run.run}-${nth}`, `model/${id}`, { channel, document })]
}
