import type { Request } from './change.ts'
import { kindFromTo } from './request-words.ts'
import type { Sealing } from './sealing.ts'

/**
 * What is asked for by what was sealed last: somebody may have pushed another version to it than the one that was asked
 * for, and nothing that people read may speak of the first. What was compared goes with the version it was about.
 */
export function asSealed(asked: Request, sealed: Pick<Sealing, 'moves' | 'kinds' | 'evidence' | 'problems'>): Request {
  const { moves, kinds } = sealed
  // Of a branch that is behind, or of files that cannot be read, nobody can say what it moves.
  if (sealed.problems.length > 0) return asked
  const { evidence: first, from: _, to, ...rest } = asked
  const compared = [sealed.evidence, first].find(it => it && moves.some(move => move.to === it.to))
  const evidence = compared && { evidence: compared }
  if (asked.door === 'repository') return { ...rest, ...evidence, kind: kinds[0] ?? asked.kind }
  const move = moves.find(({ model }) => model === asked.model)
  if (move ? move.to === to : asked.kind !== 'rollback') return asked
  if (move === undefined) return { ...rest, kind: 'edit', title: `${asked.title}: changed since, and moves no version` }
  const now = { kind: move.kind, from: move.from, to: move.to }
  return { ...rest, ...evidence, ...now, title: `${asked.title}: changed since, ${kindFromTo(now)}` }
}
