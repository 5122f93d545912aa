import { digestOf } from './canonical.ts'
import type { DigestFacts, ModelNews, Waiting } from './digest.ts'
import { standingOf } from './trend.ts'

/**
 * A digest of all that stands, without how old it is and what was measured: where two are equal, whoever heard the first has
 * nothing to learn from the second but ages and values.
 */
export function standingDigest({ models, waiting, troubles }: Pick<DigestFacts, 'models' | 'waiting' | 'troubles'>) {
  return digestOf({
    models: sorted(models.map(standingOfModel)),
    waiting: sorted(waiting.map(standingOfWaiting)),
    troubles: sorted(troubles.map(({ id, says, retold }) => [id, says, retold ?? ''])),
  })
}

function standingOfModel({ model, serves, runs, trends, silent, open, broken, warned, changes }: ModelNews) {
  return {
    id: model.id,
    serves,
    wanted: model.serving.version,
    held: model.serving.hold?.because ?? '',
    runs: runs ?? '',
    trends: sorted(trends.map(trend => [trend.id, standingOf(trend)])),
    silent: sorted(silent.map(({ kpi, of }) => [kpi.name, of])),
    case: open
      ? [open.id, open.taken, open.owner, open.acted?.version ?? '', open.snoozed?.until ?? '', firing(open)]
      : [],
    broken: broken.toSorted(),
    warned: warned.toSorted(),
    changes: sorted(changes.map(({ id, merged, closed }) => [id, merged !== undefined, closed !== undefined])),
  }
}

const firing = ({ monitors }: NonNullable<ModelNews['open']>) =>
  sorted(monitors.map(({ monitor, segment, state }) => [monitor, segment ?? '', state]))

function standingOfWaiting(it: Waiting) {
  const about = 'change' in it ? it.change.id : it.it.id
  const missing =
    it.is === 'approval' ? [it.missing.map(({ role, people }) => [role, ...people]), it.stands?.says ?? ''] : []
  return [it.is, about, it.late, it.why?.says ?? '', missing]
}

/** By their text, so that the order in which they were found is no news. */
const sorted = (all: readonly unknown[]): readonly unknown[] =>
  all.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
