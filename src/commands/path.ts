import type { Model } from '../core/model.ts'
import type { Matter } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { command } from '../flows/command.ts'
import { evidenceOf, newest } from '../flows/evidence.ts'
import { named } from '../flows/named.ts'
import { openCase } from '../flows/standing.ts'
import type { Onlooker } from '../flows/world.ts'
import { whereabouts } from '../lifecycle/whereabouts.ts'
import { lifecycleFor } from '../policies/lifecycle.ts'
import { noPath, pathWords } from '../reports/path-words.ts'
import { factsOf } from '../rules/facts.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'path',
  usage: '<model>',
  summary: says.commandSummaries.path,
  async run(asked) {
    const { model, no } = named(asked, asked.args.model)
    if (!model) return no
    const lifecycle = lifecycleFor(asked.repository, model)
    if (lifecycle === undefined) return noPath(model)
    return pathWords(model, lifecycle, whereabouts(lifecycle, await asItIs(asked.world, asked.repository, model)))
  },
})

/** The model with its readings: the rule of a gate may ask for them. */
async function asItIs(world: Onlooker, repository: Repository, model: Model): Promise<Matter> {
  const [evidence, open] = await Promise.all([evidenceOf(world, model), openCase(world.store, model.id)])
  const now = world.now()
  const facts = factsOf({
    model,
    now,
    repository,
    readings: newest(evidence.served),
    observed: evidence.observed,
    running: evidence.version,
    caseOpen: open !== undefined,
    suites: evidence.state.suites,
  })
  return { model, repository, now, facts }
}
