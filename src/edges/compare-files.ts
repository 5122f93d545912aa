import type { DriftMethod, DriftReport, DriftTable } from '../core/drift.ts'
import type { Profile } from '../core/profile.ts'
import { type ColumnsAsked, compareColumns, type Over } from '../flows/measure-columns.ts'
import { compared, type DriftAsked, notNumbers } from '../flows/measure-drift.ts'
import { comparedWithProfile } from '../flows/measure-profile.ts'
import { countColumn, lookAtPair, numbersIn } from './column.ts'
import { readProfile } from './profile-file.ts'
import { openTable, type TableFile, unknownColumn } from './table-file.ts'

export interface FilesAsked extends DriftAsked, ColumnsAsked {
  readonly reference: Place
  readonly current: Place
}

/** A file, and one column of it; left out: all of them. */
export interface Place {
  readonly file: string
  readonly column?: string
}

/** Compares one column, or all that both can be compared by. The reference is a file of rows, or a profile. */
export async function compareFiles(method: DriftMethod, asked: FilesAsked): Promise<DriftReport | DriftTable> {
  const opened: TableFile[] = []
  const open = async (file: string) => {
    const table = await openTable(file)
    opened.push(table)
    return table
  }
  try {
    const { file } = asked.reference
    const then = file.endsWith('.yaml') ? await readProfile(file) : await open(file)
    const now = await open(asked.current.file)
    const [known, over] =
      'close' in then
        ? [then.columns, rowsOver(method, then, now, asked)]
        : [then.columns.map(({ name }) => name), profileOver(method, then, now, asked)]
    return await compareColumns(method, asked, { known, now: now.columns, over })
  } finally {
    for (const table of opened) table.close()
  }
}

function rowsOver(method: DriftMethod, then: TableFile, now: TableFile, asked: FilesAsked): Over {
  return async (column, other, named) => {
    const pair = await lookAtPair([then, column], [now, other], asked.categories === true)
    if (!named && (pair.odd || (method.takes === 'samples' && pair.are === 'texts'))) return undefined
    return compared(method, ...(await pair.read(asked.threshold === 'calibrated')), asked)
  }
}

function profileOver(method: DriftMethod, { columns }: Profile, now: TableFile, asked: FilesAsked): Over {
  const { file } = asked.reference
  return async (name, other, named) => {
    const column = columns.find(it => it.name === name)
    if (column === undefined) {
      throw unknownColumn(
        file,
        'profile',
        name,
        columns.map(it => it.name),
      )
    }
    if (method.takes === 'samples' && column.is === 'texts') {
      if (named) throw notNumbers(method)
      return undefined
    }
    const counted = await countColumn(now, { ...column, name: other })
    const numbers = method.takes === 'samples' ? { numbers: await numbersIn(now, other) } : {}
    return comparedWithProfile(method, column, { ...counted, ...numbers }, asked)
  }
}
