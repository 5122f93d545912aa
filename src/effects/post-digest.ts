import { digestSubject, toldFrom } from '../core/digest.ts'
import { happened } from '../core/event.ts'
import { policiesOf } from '../core/policy-kind.ts'
import { digestFacts } from '../flows/digest-facts.ts'
import { isHeardByOldName } from '../flows/digests.ts'
import { effect, NOTHING } from '../flows/outcome.ts'
import digestKind from '../policies/digest.ts'
import { digestDocument } from '../reports/digest.ts'

/** Drawn from what holds when it is posted. One that was posted is found by its key, and is not posted again. */
export default effect({
  name: 'post-digest',
  summary: 'Posts the newest digest that is due, once.',
  async run(world, { subject }) {
    const repository = await world.policy()
    const digest = policiesOf(repository, digestKind).find(({ id }) => digestSubject(id) === subject)
    const { due, posted } = toldFrom(await world.store.events(subject))
    // A policy that went away meanwhile has nobody to tell.
    if (!digest || !due || (posted?.period === due.period && posted.channel === due.channel)) return NOTHING
    const { channel, period, since } = due
    const { audience } = digest
    if (await isHeardByOldName(world.store, repository, { channel, audience, period })) return NOTHING
    const key = `${subject}:${channel}:${period}`
    const known = await world.see.message({ channel }, key)
    const facts = { ...digest, channel, since }
    const { ts } =
      known ?? (await world.do.postMessage({ channel, key }, digestDocument(await digestFacts(world, facts))))
    return { facts: [{ subject, events: [happened('digest.posted', 'kedge', { channel, audience, period, ts })] }] }
  },
})
