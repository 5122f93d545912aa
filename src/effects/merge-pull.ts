import { type Change, sealOf } from '../core/change-state.ts'
import { happened } from '../core/event.ts'
import { OutsideError } from '../core/outside.ts'
import type { Refusal } from '../core/reason.ts'
import { CHECK_NAME, judged } from '../flows/bench.ts'
import { showsDelivery } from '../flows/follow-delivery.ts'
import { followChange, setCheck } from '../flows/jobs.ts'
import { mayMerge } from '../flows/may-merge.ts'
import { underCard } from '../flows/notes.ts'
import { effect, NOTHING, type Outcome } from '../flows/outcome.ts'
import { changeOf, type Standing } from '../flows/standing.ts'
import type { NewJob } from '../flows/store.ts'
import type { World } from '../flows/world.ts'
import { unmergedNote } from '../reports/change-notes.ts'
import { mergeMessage } from '../reports/pull-body.ts'
import { says } from '../words/says.ts'

/** Merges exactly the head that was approved. Everything is looked at again first; a race ends in `moved`, never in a merge. */
export default effect({
  name: 'merge-pull',
  summary: says.effectSummaries.mergePull,
  async run(world, job) {
    const standing = await changeOf(world.store, job.subject)
    if (!standing?.it.pull || standing.it.merged || standing.it.closed) return NOTHING
    const change = standing.it
    const follow = [followChange(change.id)]
    const pull = await world.see.pull(standing.it.pull.pull)
    if (pull.state !== 'open') return { jobs: follow }
    world.forget()
    const message = mergeMessage(await judged(world, change, { pull }))
    // Nothing is asked between this and the merge, so that nobody’s word falls there.
    const no = await mayMerge(world, standing, pull)
    if (no?.code === 'check-not-green') return setAgain(world, standing, pull.head, no)
    if (no) return refused(standing, no, no.code === 'moved' ? follow : told(change, no))
    try {
      await world.do.merge({ number: pull.number, head: pull.head, ...message })
      world.forget()
      return { jobs: follow }
    } catch (error) {
      if (!(error instanceof OutsideError) || error.is !== 'moved') throw error
      return refused(standing, { code: 'moved', ...says.effectMergePull.moved(error.message) }, follow)
    }
  },
})

/**
 * Kept for what people were shown, and again when it is another one than the last, since whoever asked is told what it is
 * now. The same again asks for nothing, nor is what moved once followed at once again: the reconcile loop comes back every
 * minute, and asking at once would go round for ever where GitHub always says no, or one of two things in turns.
 */
function refused({ it, events }: Standing<Change>, no: Refusal, jobs: NewJob[]): Outcome {
  const since = events.slice(events.findLastIndex(event => event.type === 'change.sealed') + 1)
  const before = since.flatMap(e => (e.type === 'change.refused' && e.body.door === 'merge' ? [e.body] : []))
  const isSame = ({ code, says }: (typeof before)[number]) => code === no.code && says === no.says
  if (before.slice(-1).some(isSame)) return NOTHING
  const isOld = no.code === 'moved' && before.some(isSame)
  const event = happened('change.refused', 'kedge', { ...no, door: 'merge' })
  return { jobs: [...(isOld ? [] : jobs), ...showsDelivery(it)], facts: [{ subject: it.id, events: [event] }] }
}

/** Whoever turned the check over after it was green: it is computed anew, and says what is true. One that is gone is made once. */
async function setAgain(world: World, standing: Standing<Change>, head: string, no: Refusal): Promise<Outcome> {
  const again = [setCheck(standing.it.id)]
  const outcome = refused(standing, no, [...told(standing.it, no), ...again])
  return outcome === NOTHING && (await world.see.check(head, CHECK_NAME)) ? { jobs: again } : outcome
}

function told(change: Change, no: Refusal): NewJob[] {
  return underCard(change, `unmerged:${sealOf(change)?.body.seal}:${no.code}`, unmergedNote(no))
}
