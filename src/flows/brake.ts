import { BRAKED, brakedBy, isFlood, mayRelease, type OpenCase } from '../core/brake.ts'
import { happened } from '../core/event.ts'
import { policiesOf } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { openedTrouble, type Stuck } from '../core/trouble.ts'
import playbook, { casesAnHour } from '../policies/playbook.ts'
import { chartCase, showCase, showTrouble } from './jobs.ts'
import { retried } from './retried.ts'
import { caseOf, openTroubles } from './standing.ts'
import type { Batch } from './store.ts'
import { mayBeNamed } from './trouble-channel.ts'
import type { Told } from './warnings.ts'
import type { Onlooker } from './world.ts'

type Cases = readonly (OpenCase & { readonly subject: string })[]

/** Whether `opening` more cases are too many for a card each. */
export async function tooMany(world: Onlooker, opening: number): Promise<boolean> {
  return isFlood(await openCases(world), opening, mostOf(await world.policy()), world.now())
}

/** Whether cases are held back, or are too many for a card each: then nothing is asked for by itself. */
export async function isBraking(world: Onlooker): Promise<boolean> {
  const open = await openCases(world)
  return open.some(it => it.held) || isFlood(open, 0, mostOf(await world.policy()), world.now())
}

/** A case that opens while too many do: it is on record as any other, and nothing is told of it alone. */
export function heldBack({ parts }: Told): Pick<Batch, 'parts' | 'jobs'> {
  const held = happened('case.held', 'kedge', {})
  return { parts: parts.map(part => ({ ...part, events: [...part.events, held] })), jobs: [] }
}

/** Tells once of what is held back, and lets go of it when it is few enough for a card each. */
export async function brake(world: Onlooker): Promise<void> {
  const open = await openCases(world)
  const held = open.filter(it => it.held)
  if (held.length === 0) return
  if (!mayRelease(open, mostOf(await world.policy()), world.now())) return tellOnce(world)
  for (const { subject } of held) await release(world, subject)
}

/** What the brake holds back now, for the one message that tells of it. */
export async function braked(world: Onlooker, repository: Repository | undefined): Promise<readonly Stuck[]> {
  if (repository === undefined) return []
  const named = Object.values(repository.models).filter(mayBeNamed(repository))
  return [brakedBy(await openCases(world), named, mostOf(repository)) ?? []].flat()
}

async function tellOnce(world: Onlooker): Promise<void> {
  await retried(world, async () => {
    const [it] = await braked(world, await world.policy())
    const told = (await openTroubles(world.store)).some(open => open.it.works.includes(BRAKED))
    if (!it || told) return undefined
    const { says, fix, since } = it
    const part = openedTrouble({ says, fix, since, works: [BRAKED] })
    return { at: world.now(), parts: [{ ...part, seen: 0 }], jobs: [showTrouble(part.subject)] }
  })
}

async function release(world: Onlooker, subject: string): Promise<void> {
  await retried(world, async () => {
    const standing = await caseOf(world.store, subject)
    if (!standing?.it.held) return undefined
    const events = [happened('case.released', 'kedge', {})]
    return {
      ...{ at: world.now(), parts: [{ subject, seen: standing.seen, events }] },
      jobs: [chartCase(subject), showCase(subject)],
    }
  })
}

async function openCases({ store }: Onlooker): Promise<Cases> {
  const rows = await store.subjects({ kind: 'case', open: true })
  return Promise.all(
    rows.map(async ({ subject, model, state, openedAt }) => {
      // A flood of cases that open again is a flood.
      const again = state === 'again' ? (await caseOf(store, subject))?.it.detected : undefined
      return { subject, model, openedAt: again ?? openedAt, held: state === 'held' }
    }),
  )
}

const mostOf = (repository: Repository) => casesAnHour(policiesOf(repository, playbook))
