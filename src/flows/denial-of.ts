import { standingDenial } from '../approvals/denial.ts'
import type { Change } from '../core/change-state.ts'
import { judged } from './bench.ts'
import { followed } from './followed.ts'
import type { Onlooker } from './world.ts'

/** Who of those who are asked says no to what is not merged yet, here or on GitHub; a no that nobody has heard yet as well. */
export async function denialOf(
  world: Onlooker,
  it: Change,
): Promise<{ readonly change: Change; readonly by: string } | undefined> {
  if (!it.pull || it.merged) return undefined
  const change = (await followed(world, it.id)) ?? it
  const denial = standingDenial((await judged(world, change)).bench)
  return denial && { change, by: denial.person }
}
