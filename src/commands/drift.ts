import { inputCourses } from '../core/input-course.ts'
import type { Model } from '../core/model.ts'
import { profileId } from '../core/profile.ts'
import { type Asked, command, inPlace } from '../flows/command.ts'
import { evidenceOf, newest } from '../flows/evidence.ts'
import { FOLLOWED_MS } from '../flows/inputs-before.ts'
import { monitoredOf } from '../flows/monitored.ts'
import { named } from '../flows/named.ts'
import { type DriftKnown, inputDriftDocument } from '../reports/input-drift.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'drift',
  usage: '<model> [here]',
  summary: says.commandSummaries.drift,
  async run(asked) {
    const { model, no } = named(asked, asked.args.model)
    if (!model) return no
    return inPlace(asked.args.here, inputDriftDocument(await knownOf(asked, model)))
  },
})

async function knownOf({ world, repository }: Asked<unknown>, model: Model): Promise<DriftKnown> {
  const now = world.now()
  const since = new Date(now.getTime() - FOLLOWED_MS).toISOString()
  const [evidence, windows] = await Promise.all([
    evidenceOf(world, model),
    world.store.inputWindows({ model: model.id, since }),
  ])
  const all = monitoredOf(repository, model, evidence, world)
  const latest = newest(evidence.served)
  const kpis = Object.entries(model.kpis ?? {}).flatMap(([id, kpi]) => {
    if (kpi.drift === undefined) return []
    const mine = windows.filter(window => window.kpi === id)
    const [window, reading] = [mine.at(-1), latest.find(it => it.kpi === id)]
    const watched = all.filter(({ policy }) => policy.watches.kpi === id).map(it => it.watched)
    const columns = inputCourses(mine)
    return [{ id, kpi, columns, watched, ...(window && { window }), ...(reading && { reading }) }]
  })
  const key = profileId(model.id)
  const profile = Object.hasOwn(repository.profiles, key) ? repository.profiles[key] : undefined
  return { model, kpis, now: now.toISOString(), ...(profile && { profile }) }
}
