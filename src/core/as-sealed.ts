import { says } from '../words/says.ts'
import type { ChangeKind, Request } from './change.ts'
import type { Author, Sealing } from './sealing.ts'

/**
 * What is asked for by what was sealed last: somebody may have pushed another version to it than the one that was asked
 * for, and nothing that people read may speak of the first. What was compared goes with the version it was about. That it
 * cannot wait was said of what it held `atFirst`, and of nothing that was pushed to it since.
 */
export function asSealed(
  first: Request,
  sealed: Held & Pick<Sealing, 'kinds' | 'evidence' | 'problems' | 'authors'>,
  atFirst?: Held & Pick<Sealing, 'authors'>,
): Request {
  const isEmergency = atFirst ? !outgrows(sealed, atFirst) : first.door === 'repository' || isOurs(sealed)
  const asked = isEmergency ? first : calm(first)
  const { moves, kinds } = sealed
  // Of a branch that is behind, or of files that cannot be read, nobody can say what it moves.
  if (sealed.problems.length > 0) return toldSince(asked, sealed, atFirst)
  const { evidence: known, from: _, to, ...rest } = asked
  const compared = [sealed.evidence, known].find(it => it && moves.some(move => move.to === it.to))
  const evidence = compared && { evidence: compared }
  if (asked.door === 'repository') return { ...rest, ...evidence, kind: kinds[0] ?? asked.kind }
  const move = moves.find(({ model }) => model === asked.model)
  if (move ? move.to === to : !isMove(asked)) return toldSince(asked, sealed, atFirst)
  if (move === undefined) return { ...rest, kind: 'edit', title: says.asSealed.movesNothing(asked.title) }
  const now = { kind: move.kind, from: move.from, to: move.to }
  return { ...rest, ...evidence, ...now, title: says.asSealed.moves(asked.title, now) }
}

/** Of what we planned and somebody else has changed, the title alone says what was asked for, and not what it is. */
function toldSince(asked: Request, sealed: Written, atFirst: Written | undefined): Request {
  if (asked.door === 'repository' || othersInSeal(sealed).length === 0 || isAsPlanned(sealed, atFirst)) return asked
  return { ...asked, title: says.asSealed.changedSince(asked.title) }
}

type Written = Pick<Sealing, 'authors' | 'diff' | 'holdsPlan'>

/**
 * Whoever brings the main branch in, or takes back what they pushed, has a hand in it and changes nothing that was asked
 * for. Where main moved the same file, its data say so, and its lines that nobody wrote anything beside them: the same
 * lines at another place would be another change.
 */
export function isAsPlanned(sealed: Written, atFirst: Written | undefined): boolean {
  if (atFirst === undefined || !isOurs(atFirst)) return false
  return sealed.diff === atFirst.diff || (sealed.holdsPlan === true && written(sealed.diff) === written(atFirst.diff))
}

/** All but what stands around its lines, and what that makes of places and blobs. */
const written = (diff: string): string =>
  diff
    .split('\n')
    .filter(line => !/^(?: |@@|index )/.test(line))
    .join('\n')

const isOurs = (sealed: Pick<Sealing, 'authors'>) => othersInSeal(sealed).length === 0

/** Who besides Kedge and GitHub has a hand in it. */
export const othersInSeal = ({ authors }: Pick<Sealing, 'authors'>): readonly Author[] =>
  authors.filter(({ machine }) => machine !== true)

/** Whether it asked for another version, not for the same one elsewhere. */
const isMove = ({ kind, from, to }: Request) => (kind === 'rollback' || kind === 'promote') && from !== to

type Held = Pick<Sealing, 'moves' | 'parts' | 'diff'>

/** What these do lies in their lines: a limit, a rule, the end of an exception. */
const OF_LINES: readonly ChangeKind[] = ['register', 'replace', 'edit', 'rules']

/** Whether it holds a change of a model, a move, or lines of a limit or a rule, that it did not hold at first. */
function outgrows({ moves, parts, diff }: Held, atFirst: Held): boolean {
  const isNewPart = ({ kinds, model }: Held['parts'][number]) =>
    !atFirst.parts.some(it => it.model?.id === model?.id && kinds.every(kind => it.kinds.includes(kind)))
  const isNewMove = ({ model, to }: Held['moves'][number]) =>
    !atFirst.moves.some(it => it.model === model && it.to === to)
  if (parts.some(isNewPart) || moves.some(isNewMove)) return true
  const hasLines = parts.some(({ kinds }) => kinds.some(kind => OF_LINES.includes(kind)))
  return hasLines && changedLines(diff) !== changedLines(atFirst.diff)
}

/** Without the places they stand at, which move with whatever else is merged. */
const changedLines = (diff: string): string =>
  diff
    .split('\n')
    .filter(line => /^[+-]/.test(line))
    .join('\n')

const calm = ({ emergency: _, ...asked }: Request): Request => asked
