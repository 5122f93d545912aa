import { wayBack } from '../core/comparison.ts'
import type { Model } from '../core/model.ts'
import type { Repository } from '../core/repository.ts'
import { causesShown } from '../flows/causes.ts'
import { type Asked, command } from '../flows/command.ts'
import { evidenceOf, findingsOf } from '../flows/evidence.ts'
import { changeNamed, explainModel, policyNamed, type Standing, standingByFiles, standingIn } from '../flows/explain.ts'
import { visible } from '../flows/identity.ts'
import { named, noModelOrRule } from '../flows/named.ts'
import type { Onlooker } from '../flows/world.ts'
import { type AnyPolicy, explainedPolicy } from '../reports/explained.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'

/** Models that are told of a rule: of more of them nobody reads each. */
const MOST = 20
/** What was seen of so many models is looked up while somebody waits. */
const LOOKED_AT = 100

export default command({
  name: 'explain',
  usage: '<model-or-rule> [<change>]',
  summary: says.commandSummaries.explain,
  async run(asked) {
    const name = asked.args['model-or-rule']
    const { model } = named(asked, name)
    if (model) return ofModel(asked, model, asked.args.change)
    const { repository, who, channel, world } = asked
    const policy = who.is === 'person' ? policyNamed(repository, name) : undefined
    if (policy === undefined) return noModelOrRule(asked, name)
    const standing = await standingNow(world, repository, policy, visible(repository, who, channel))
    return explainedPolicy(repository, policy, standing, MOST)
  },
})

/** By their files; where those do not say, by what was seen of them as well. */
async function standingNow(
  world: Onlooker,
  repository: Repository,
  policy: AnyPolicy,
  models: readonly Model[],
): Promise<readonly Standing[]> {
  const byFiles = standingByFiles(repository, policy, models, world.now())
  const open = byFiles.filter(({ finding }) => finding.outcome === 'unknown').slice(0, LOOKED_AT)
  const unseen = new Set(open.map(({ model }) => model))
  const seen = models
    .filter(({ id }) => unseen.has(id))
    .map(async model => standingIn(await findingsOf(world, model), policy.id, model))
  return [...byFiles.filter(({ model }) => !unseen.has(model)), ...(await Promise.all(seen)).flat()]
}

async function ofModel(asked: Asked<unknown>, model: Model, word: string | undefined): Promise<Document> {
  const { world, repository, who } = asked
  if (word === undefined) {
    const document = explainModel({ repository, model, findings: await findingsOf(world, model) })
    return { ...document, blocks: [...document.blocks, ...(await causesShown(world, asked, model))] }
  }
  const found = changeNamed(word)
  if ('no' in found) return found.no
  const { kind } = found
  const { version } = await evidenceOf(world, model)
  const to = kind === 'rollback' ? wayBack(model, version) : undefined
  const change = { kind, from: version, ...(to !== undefined && { to }) }
  const by = who.is === 'person' ? who.id : who.account
  const findings = await findingsOf(world, model, { ...change, by, door: 'command' })
  return explainModel({ repository, model, findings, change })
}
