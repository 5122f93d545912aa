/** A person's own pull request that cannot wait, by its title. */
import { momentOf } from '../approvals/vote-order.ts'
import type { Part } from '../core/change.ts'
import type { Change } from '../core/change-state.ts'
import { personByGithub } from '../core/people.ts'
import { denialAbout } from './denial-of.ts'
import { changeOurs } from './pulls-known.ts'
import { changeOf } from './standing.ts'
import type { Store } from './store.ts'
import type { Onlooker, Pull } from './world.ts'

/**
 * As it was called when Kedge saw it first: another title makes no emergency of it later, nor takes one away. Undefined where
 * nobody says so, and false where somebody does in vain: an emergency asks fewer people, and would leave out whoever said no
 * to it, before it was closed and opened again, or of late to another of its models.
 */
export async function emergencyOfPull(
  world: Onlooker,
  pull: Pull,
  parts: readonly Part[],
): Promise<boolean | undefined> {
  return /^emergency:\s*\S/i.test(pull.title) ? !(await isDenied(world, pull, parts)) : undefined
}

async function isDenied(world: Onlooker, pull: Pull, parts: readonly Part[]): Promise<boolean> {
  const ours = await changeOurs(world, pull)
  const before = [...(ours ? [ours] : []), ...(await changesOfPull(world.store, pull.number))]
  if (before.some(endsInDenial) || (await isRefusedThere(world, pull))) return true
  const models = new Set(parts.flatMap(({ model }) => model?.id ?? []))
  for (const model of models) if (await denialAbout(world, model, () => true)) return true
  const isRule = ({ model }: Part) => model === undefined
  if (!parts.some(isRule)) return false
  return (await denialAbout(world, undefined, ({ parts: shown }) => shown.some(isRule))) !== undefined
}

/** The name of what is made of a pull request when it is taken up once more. */
export async function freeSubject(store: Store, number: number): Promise<string> {
  return subjectOfPull(number, (await changesOfPull(store, number)).length + 1)
}

/** Somebody who is listed said no on GitHub before Kedge saw it, and nothing since. */
async function isRefusedThere({ see, policy }: Onlooker, { number }: Pull): Promise<boolean> {
  const [reviews, { people }] = await Promise.all([see.reviews(number), policy()])
  const words = reviews.filter(
    ({ user, state }) => state !== 'commented' && personByGithub(people, user.id) !== undefined,
  )
  const last = new Map(words.map(({ user, state }) => [user.id, state]))
  return [...last.values()].includes('changes-requested')
}

/** Somebody's last own word is a no; that another person dismissed it does not make it a yes. */
function endsInDenial({ votes }: Change): boolean {
  const when = ({ at, body }: Change['votes'][number]) => momentOf({ ...body, at: body.given ?? at })
  const own = votes.filter(({ by, body }) => body.is !== 'withdrawn' || by === body.person)
  const last = new Map(own.toSorted((a, b) => when(a) - when(b)).map(({ body }) => [body.person, body.is]))
  return [...last.values()].includes('deny')
}

/** All that were made of one pull request, each time it was opened. */
async function changesOfPull(store: Store, number: number): Promise<readonly Change[]> {
  const found: Change[] = []
  for (;;) {
    const change = (await changeOf(store, subjectOfPull(number, found.length + 1)))?.it
    if (change === undefined) return found
    found.push(change)
  }
}

const subjectOfPull = (number: number, nth: number) => `change/pull-${number}${nth === 1 ? '' : `-${nth}`}`
