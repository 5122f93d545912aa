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

function columnsIn(list: unknown): ReadonlyMap<string, Loose> {
  const maps = Array.isArray(list) ? list.filter(isMap) : []
  return new Map(maps.map(column => [textIn(column, 'name') ?? says.profileChanges.nameless, column]))
}

function partsOf(was: Loose, is: Loose): readonly string[] {
  return [...new Set(differences(was, is, at => at.length === 1).map(({ at }) => String(at[0])))]
}
