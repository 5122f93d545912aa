import { type Change, isOpen, sealOf } from '../core/change-state.ts'
import { happened } from '../core/event.ts'
import type { Planned } from '../core/planned.ts'
import { checkFor, judged } from '../flows/bench.ts'
import { followChange, setCheck } from '../flows/jobs.ts'
import { plannedNow } from '../flows/look-findings.ts'
import { effect, NOTHING } from '../flows/outcome.ts'
import { changeOf, openChanges } from '../flows/standing.ts'
import type { Onlooker } from '../flows/world.ts'
import { says } from '../words/says.ts'

/** The gate: the App’s own check on the head of the pull request says what the verdict is, and why. */
export default effect({
  name: 'set-check',
  summary: says.effectSummaries.setCheck,
  async run(world, job) {
    const standing = await changeOf(world.store, job.subject)
    const change = standing?.it
    if (!change?.pull || change.seals.length === 0 || change.merged) return NOTHING
    // A green check lets anybody merge, so it is not set by what was read before.
    world.forget()
    const it = await judged(world, change)
    const other = !isOpen(change) || it.bench.pull.elsewhere ? await openOn(world, change) : undefined
    if (other !== undefined) return { jobs: [setCheck(other)] }
    const check = checkFor(it, await planOf(world, change))
    const known = await world.see.check(check.head, check.name)
    const id = known?.id ?? (await world.do.createCheck(check)).id
    if (known) await world.do.updateCheck(id, check)
    const conclusion = check.conclusion ?? 'pending'
    const was = change.checked
    if (was?.head === check.head && was.conclusion === conclusion && was.check === id) return NOTHING
    const fact = happened('change.checked', 'kedge', { head: check.head, check: id, conclusion })
    return { facts: [{ subject: change.id, events: [fact] }], jobs: [followChange(change.id)] }
  },
})

/**
 * Another change that waits for approval with the same head, and goes where it was asked to: one commit has one check, and
 * what can still be merged there weighs more than what is over or goes elsewhere.
 */
async function openOn(world: Onlooker, { id, seals }: Change): Promise<string | undefined> {
  const head = seals.at(-1)?.body.pins.head
  const open = await openChanges(world.store)
  const others = open.filter(({ it }) => it.id !== id && !it.merged && sealOf(it)?.body.pins.head === head)
  for (const { it } of others) {
    // As it is now: what was sealed of it may be from before it went elsewhere, and two would hand it to each other for ever.
    if (it.pull && (await world.see.pull(it.pull.pull)).base === it.pull.base) return it.id
  }
  return undefined
}

/** What a person’s own pull request would do, where it still is what was sealed. Ours says it in its body. */
async function planOf(world: Onlooker, change: Change): Promise<Planned | undefined> {
  const sealed = sealOf(change)?.body
  if (change.request.door !== 'repository' || !change.pull || sealed === undefined) return undefined
  const pull = await world.see.pull(change.pull.pull)
  if (pull.head !== sealed.pins.head) return undefined
  return plannedNow(world, change, await world.see.contents(pull), pull.head)
}
