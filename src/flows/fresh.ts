import type { Repository } from '../core/repository.ts'
import { kept, keptEach } from './kept.ts'
import type { Eyes } from './world.ts'

interface Reads {
  rules(): Promise<Repository>
  readonly slackUser: Eyes['slackUser']
  readonly team: Eyes['team']
}

/** Rules, accounts and teams as they were read a moment ago; and how to make that old. */
export function fresh(reads: Reads, { rulesMs = 2000, accountsMs = 2000 }: { rulesMs?: number; accountsMs?: number }) {
  const policy = kept(reads.rules, rulesMs)
  const [slackUser, team] = [keptEach(reads.slackUser, accountsMs), keptEach(reads.team, accountsMs)]
  const forget = () => {
    for (const each of [policy, slackUser, team]) each.forget()
  }
  return { policy, see: { slackUser, team }, forget }
}
