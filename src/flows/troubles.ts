import { overdue } from '../core/overdue.ts'
import { suitesOverdue } from '../core/suite-overdue.ts'
import { decideTroubles, type Stuck, type Trouble } from '../core/trouble.ts'
import { CROWDED, FAILING, SHORT, SILENT, THIN } from '../core/unmeasured.ts'
import { says } from '../words/says.ts'
import { braked } from './brake.ts'
import { brokenRules } from './broken-rules.ts'
import { readRules, showTrouble } from './jobs.ts'
import { retried } from './retried.ts'
import { stalled } from './rounds.ts'
import { changeOf, modelOf, openTroubles } from './standing.ts'
import { isDrawnWrong } from './trouble-channel.ts'
import { unmeasured } from './unmeasured.ts'
import type { Onlooker } from './world.ts'

/**
 * Holds what is stuck against the troubles that are open. The work itself is tried again all the time, so a trouble is over
 * by itself when its cause is gone, and nobody has to ask for anything.
 */
export async function troubles(world: Onlooker): Promise<void> {
  await retried(world, async () => {
    const [stuck, open] = [await stuckNow(world), await openTroubles(world.store)]
    const it = open.map(standing => standing.it).filter(one => isKnown(world, one))
    const decided = decideTroubles(stuck, it, world.now())
    for (const { events } of decided)
      for (const { type, body } of events) world.log.error({ ...body, type }, says.troubles.cannot)
    const seen = (subject: string) => open.find(standing => standing.it.id === subject)?.seen ?? 0
    const parts = decided.map(({ subject, events }) => ({ subject, events, seen: seen(subject) }))
    const known = world.known()
    const wrong = known ? open.filter(standing => isDrawnWrong(standing.it, known)) : []
    const shown = new Set([...parts.map(({ subject }) => subject), ...wrong.map(standing => standing.it.id)])
    return { at: world.now(), parts, jobs: [readRules(), ...[...shown].map(showTrouble)] }
  })
}

/** Before the first round nobody knows what is measured, so a trouble about that stands as it is. */
function isKnown(world: Onlooker, { works }: Trouble): boolean {
  const known = world.known()
  const isOfRounds = works.every(work => [SILENT, FAILING, CROWDED, THIN, SHORT].includes(work))
  return !isOfRounds || (known !== undefined && unmeasured(world.store, known) !== undefined)
}

/** Work that fails here, what is held back, and deliveries and trainings that failed or fell silent elsewhere. */
export async function stuckNow(world: Onlooker): Promise<readonly Stuck[]> {
  const rows = await world.store.subjects({ kind: 'change', open: true })
  const on = rows.filter(({ state }) => state === 'dispatched' || state === 'delivered')
  const changes = await Promise.all(on.map(row => changeOf(world.store, row.subject)))
  const models = world.known()?.models ?? {}
  const late = changes.flatMap(change => (change ? overdue(change.it, models, world.now()) : []))
  const known = world.known()
  const blind = known && unmeasured(world.store, known)
  return [
    ...(await world.store.stuck()),
    ...(await braked(world, known)),
    ...late,
    ...(await suitesLate(world)),
    ...(blind ?? []),
    ...brokenRules(world.store, known, world.now()),
    ...stalled(world.store),
  ]
}

async function suitesLate(world: Onlooker): Promise<readonly Stuck[]> {
  const models = world.known()?.models ?? {}
  const open = await world.store.subjects({ kind: 'model', open: true })
  const all = await Promise.all(
    open.map(async ({ model: id }) => {
      const model = Object.hasOwn(models, id) ? models[id] : undefined
      return model ? suitesOverdue(model, (await modelOf(world.store, id)).it.suites, world.now()) : []
    }),
  )
  return all.flat()
}
