import { digestSubject, heardUpTo, toldFrom } from '../core/digest.ts'
import { standingDigest } from '../core/digest-standing.ts'
import { happened } from '../core/event.ts'
import { policiesOf } from '../core/policy-kind.ts'
import { digestFacts, type Wanted } from '../flows/digest-facts.ts'
import { isHeardByOldName } from '../flows/digests.ts'
import { effect, NOTHING } from '../flows/outcome.ts'
import type { World } from '../flows/world.ts'
import digestKind from '../policies/digest.ts'
import { digestDocument } from '../reports/digest.ts'
import { says } from '../words/says.ts'

/** Drawn from what holds when it is posted. One that was posted is found by its key, and is not posted again. */
export default effect({
  name: 'post-digest',
  summary: says.effectSummaries.postDigest,
  async run(world, { subject }) {
    const repository = await world.policy()
    const digest = policiesOf(repository, digestKind).find(({ id }) => digestSubject(id) === subject)
    const told = toldFrom(await world.store.events(subject))
    const { due, posted } = told
    // A policy that went away meanwhile has nobody to tell.
    if (!digest || !due || (posted?.period === due.period && posted.channel === due.channel)) return NOTHING
    const { channel, period, since } = due
    const { audience } = digest
    if (await isHeardByOldName(world.store, repository, { channel, audience, period })) return NOTHING
    const key = `${subject}:${channel}:${period}`
    const wanted = { ...digest, channel, since, period, heard: heardUpTo(told, channel), schedule: digest }
    const before = posted?.channel === channel ? posted.standing : undefined
    const post = (await world.see.message({ channel }, key)) ?? (await posts(world, key, wanted, before))
    return {
      facts: [{ subject, events: [happened('digest.posted', 'kedge', { channel, audience, period, ...post })] }],
    }
  },
})

/** With what its numbers are of, so that they can be made again. */
async function posts(world: World, key: string, wanted: Wanted, before: string | undefined) {
  const facts = await digestFacts(world, wanted)
  const standing = standingDigest(facts)
  const document = digestDocument(standing === before ? { ...facts, isUnchanged: true } : facts)
  const { ts } = await world.do.postMessage({ channel: wanted.channel, key }, document)
  return { ts, drawn: facts.now, commit: facts.commit, standing }
}
