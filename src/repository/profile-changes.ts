import type { FieldChange } from '../core/planned.ts'
import { says } from '../words/says.ts'
import type { Named } from './change-names.ts'
import { isMap, type Loose, same, textIn } from './changed-data.ts'
import { type Difference, differences } from './data-differences.ts'

/** What was counted anew, by the names of the columns: whoever reads it need not read all numbers. */
export function columnsCounted({ from, to }: Pick<Difference, 'from' | 'to'>): Named {
  const [before, after] = [columnsIn(from), columnsIn(to)]
  const come = [...after.keys()].filter(name => !before.has(name))
  const gone = [...before.keys()].filter(name => !after.has(name))
  const moved = [...after].flatMap(([name, is]) => {
    const was = before.get(name)
    return was === undefined || same(was, is) ? [] : [{ column: name, parts: partsOf(was, is) }]
  })
  const counted = says.profileChanges.counted({ moved, come, gone })
  return { is: 'profile-counted', says: counted || says.profileChanges.reordered }
}

/** What is said of the counting as a whole: days and rows. The digest is of all the others, and says nothing beside them. */
const COUNTING = ['from', 'to', 'rows', 'counted', 'digest']

/** That a profile was counted anew, in one sentence, and all that differs beside. */
export function countedAnew(
  found: readonly Difference[],
  { before, after }: { readonly before: Loose; readonly after: Loose },
): { readonly told: readonly FieldChange[]; readonly rest: readonly Difference[] } {
  const isOf = ({ at }: Difference, keys: readonly string[]) => at.length === 1 && keys.includes(String(at[0]))
  const [was, is] = [countingOf(before), countingOf(after)]
  const isAnew = found.some(it => isOf(it, ['from', 'to', 'rows']))
  if (!isAnew || was === undefined || is === undefined) return { told: [], rest: found }
  return {
    told: [{ at: ['rows'], is: 'profile-counted', says: says.profileChanges.anew(was, is) }],
    rest: found.filter(it => !isOf(it, COUNTING)),
  }
}

/** Undefined where it says none of that, as in a file that is no profile yet. */
function countingOf(it: Loose) {
  const [from, to, counted] = [textIn(it, 'from'), textIn(it, 'to'), textIn(it, 'counted')]
  const isKnown = [from, to, counted].every(text => text !== undefined && Number.isFinite(Date.parse(text)))
  if (!isKnown || typeof it.rows !== 'number') return undefined
  return { from: String(from), to: String(to), counted: String(counted), rows: it.rows }
}

function columnsIn(list: unknown): ReadonlyMap<string, Loose> {
  const maps = Array.isArray(list) ? list.filter(isMap) : []
  return new Map(maps.map(column => [textIn(column, 'name') ?? says.profileChanges.nameless, column]))
}

function partsOf(was: Loose, is: Loose): readonly string[] {
  return [...new Set(differences(was, is, at => at.length === 1).map(({ at }) => String(at[0])))]
}
