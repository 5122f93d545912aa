import { expect } from 'vitest'
import { opens } from './opens.ts'
import { MODEL, type Scenario, type ScenarioOptions, scenario } from './world.ts'

export const loosened = (text: string) => text.replace('limit: 18.5', 'limit: 25')

/** What `/kedge approvals` says is open and owed, in its first lines. */
export const owed = async (it: Scenario) =>
  (await it.says('mara', 'approvals', '/kedge approvals')).split('\n').slice(0, 3)

export interface Unheard {
  readonly door?: 'slack' | 'github'
  readonly options?: ScenarioOptions
}

/** Fay approves, the words of GitHub are lost from then on, and `before` happens before dana merges under a green check. */
export async function mergedAfter(
  before: (it: Scenario, pull: number, review: number) => Promise<unknown>,
  { door = 'github', options }: Unheard = {},
): Promise<Scenario> {
  const it = await scenario(options)
  const { number } = await opens(it, 'dana', { [MODEL]: loosened }, 'Loosen the limit')
  it.clock.move(5000)
  const review = await approves(it, number, door)
  expect((await it.check()).conclusion).toBe('success')
  it.air.github.setWebhookUrl(undefined)
  it.clock.move(60_000)
  await before(it, number, review)
  it.clock.move(5000)
  await it.air.github.person('dana').call('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  await it.reconciles()
  return it
}

async function approves(it: Scenario, pull: number, door: 'slack' | 'github'): Promise<number> {
  if (door === 'slack') {
    await it.presses('fay', 'Approve')
    return 0
  }
  const { id } = await it.air.github.person('fay').review(pull, 'APPROVE', 'Looks right.')
  await it.settle()
  return id
}

/** Dana sends it to a branch of her own, where nothing asks, and back. */
export async function awayAndBack(it: Scenario, pull: number): Promise<void> {
  const dana = it.air.github.person('dana')
  const { sha } = (await it.api('git/ref/heads/main')).object
  await dana.call('POST', '/repos/acme/models/git/refs', { ref: 'refs/heads/mine', sha })
  await dana.call('PATCH', `/repos/acme/models/pulls/${pull}`, { base: 'mine' })
  await dana.call('PATCH', `/repos/acme/models/pulls/${pull}`, { base: 'main' })
}
