import { listWords } from '../words/figures.ts'
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
    return was === undefined || same(was, is) ? [] : [`${name} (${partsOf(was, is)})`]
  })
  const says = [
    moved.length > 0 ? `counted otherwise: ${listWords(moved)}` : '',
    come.length > 0 ? `counted for the first time: ${listWords(come)}` : '',
    gone.length > 0 ? `counted no more: ${listWords(gone)}` : '',
  ].filter(Boolean)
  return { is: 'profile-counted', says: says.join('; ') || 'columns in another order' }
}

function columnsIn(list: unknown): ReadonlyMap<string, Loose> {
  const maps = Array.isArray(list) ? list.filter(isMap) : []
  return new Map(maps.map(column => [textIn(column, 'name') ?? 'without a name', column]))
}

const WORDS: Readonly<Record<string, string>> = { is: 'kind', notFinite: 'not finite' }

function partsOf(was: Loose, is: Loose): string {
  const keys = differences(was, is, at => at.length === 1).map(({ at }) => String(at[0]))
  return listWords([...new Set(keys)].map(key => WORDS[key] ?? key))
}
