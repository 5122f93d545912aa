import { type Case, caseFrom } from '../core/case.ts'
import { changeFrom, isOpen, modelsOf, movesOf, owesReview, retrainsOf, stageOf } from '../core/change-state.ts'
import { dropFrom } from '../core/drop.ts'
import type { Event } from '../core/event.ts'
import { modelFrom } from '../core/model-state.ts'
import { sightingFrom } from '../core/sighting.ts'
import { runsUnderWay } from '../core/suite-run.ts'
import { troubleFrom, troubleKey } from '../core/trouble.ts'
import type { Summary } from './store.ts'

/** What a subject's events say of it, for lists and look-ups; made in the transaction that writes the events. */
export function summarise(subject: string, events: readonly Event[]): Summary {
  const it = caseFrom(events)
  if (it) {
    return { model: it.model, state: stateOfCase(it), open: !it.closed, keys: [] }
  }
  const trouble = troubleFrom(events)
  if (trouble) {
    const open = trouble.closed === undefined
    return { model: '', state: open ? 'open' : 'closed', open, keys: [troubleKey(trouble)] }
  }
  // Whether it is registered by now the files say.
  if (sightingFrom(events)) return { model: '', state: 'reported', open: true, keys: [] }
  const drop = dropFrom(events)
  if (drop) {
    const { stored, accepted } = drop
    const [model = ''] = stored?.models.length === 1 ? stored.models : []
    const about = stored?.models ?? []
    return { model, about, state: stored ? 'stored' : accepted ? 'accepted' : 'offered', open: !stored, keys: [] }
  }
  const change = changeFrom(events)
  if (!change) {
    const model = subject.startsWith('model/') ? subject.slice('model/'.length) : ''
    const open = runsUnderWay(modelFrom(model, events).suites).length > 0
    return { model, state: open ? 'tested' : 'known', open, keys: [] }
  }
  const keys = [
    ...(change.pull ? [`pull:${change.pull.pull}`] : []),
    ...change.seals.map(seal => `seal:${seal.body.seal}`),
  ]
  // People may have many pull requests open; only what is on its way to a model keeps others from being asked of it.
  const [arriving] = change.merged ? [...movesOf(change), ...retrainsOf(change)] : []
  const model = change.request.model ?? arriving?.model ?? ''
  const open = isOpen(change) || owesReview(change)
  // Whoever said no is found by what they were shown then, whatever was taken out of it since.
  const denied = change.votes.some(({ body }) => body.is === 'deny')
    ? change.seals.flatMap(({ body }) => body.parts)
    : []
  const about = [...modelsOf(change), ...denied.flatMap(part => part.model?.id ?? [])]
  return { model, about, state: stageOf(change), open, keys: [...new Set(keys)] }
}

function stateOfCase({ closed, held, acted, rounds }: Case): string {
  if (closed) return 'closed'
  if (held) return 'held'
  if (acted) return 'acted'
  return rounds ? 'again' : 'open'
}
