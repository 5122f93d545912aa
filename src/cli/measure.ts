import { Argument, type Command, InvalidArgumentError, Option } from 'commander'
import type { DriftMethod } from '../core/drift.ts'
import { driftMethods } from '../drift/index.ts'
import { type ColumnPlace, readColumns } from '../edges/column.ts'
import { type DriftAsked, measureDrift } from '../flows/measure-drift.ts'
import { driftDocument } from '../reports/drift.ts'
import { plain } from '../reports/plain.ts'

const METHODS = Object.values(driftMethods) as readonly DriftMethod[]

interface Options extends DriftAsked {
  readonly reference: ColumnPlace
  readonly current: ColumnPlace
  readonly json?: true
}

/** `kedge measure`: exit code 0 where there is no drift, 1 where there is, or where nobody can say. */
export function measure(program: Command): void {
  program
    .command('measure')
    .summary('compare one column of two CSV or Parquet files, and say whether it has drifted')
    .addArgument(
      new Argument('<method>', METHODS.map(it => `${it.name}: ${it.summary}`).join('; ')).choices(
        METHODS.map(it => it.name),
      ),
    )
    .requiredOption('--reference <file:column>', 'what it was like', place)
    .requiredOption('--current <file:column>', 'what it is like now', place)
    .option('--bins <n>', 'bins of a column of numbers, by quantiles of the reference', wholeFrom(2), 10)
    .option('--edges <numbers>', 'edges between the bins in place of quantiles: 0,5,15', edges)
    .option('--categories', 'every number is a name')
    .option('--zero <share>', 'what a share of zero becomes before a logarithm', numberAbove(0), 1e-4)
    .option('--threshold <effect>', 'an effect at least this large matters', numberAbove(0))
    .option('--success <category>', 'proportions: whose share is compared')
    .option('--yates', 'chi-square: Yates’ correction')
    .addOption(new Option('--test <test>', 'chi-square').choices(['homogeneity', 'fit']).default('homogeneity'))
    .option('--exact', 'kolmogorov-smirnov: no grid, however many values there are')
    .option('--json', 'for programs')
    .action(async (name: string, { reference, current, json, ...asked }: Options) => {
      const method = METHODS.find(it => it.name === name) as DriftMethod
      const report = measureDrift(method, ...(await readColumns(reference, current)), asked)
      console.log(json ? JSON.stringify(report, null, 2) : plain(driftDocument(report), {}, { width: 100 }))
      if (report.verdict !== 'no-drift') process.exitCode = 1
    })
}

/** The name of the file ends before the first colon after `.csv` or `.parquet`: columns may have colons too. */
function place(text: string): ColumnPlace {
  const [, file, column] = /^(.+?\.(?:csv|parquet)|[^:]+):(.+)$/s.exec(text) ?? []
  if (file === undefined || column === undefined)
    throw new InvalidArgumentError('write a file and a column: a.csv:delay')
  return { file, column }
}

function edges(text: string): readonly number[] {
  const all = text.split(',').map(Number)
  const rising = all.every((edge, i) => Number.isFinite(edge) && (i === 0 || edge > (all[i - 1] as number)))
  if (!rising || text.trim() === '') throw new InvalidArgumentError('write rising numbers: 0,5,15')
  return all
}

function numberAbove(least: number) {
  return (text: string) => {
    const value = Number(text)
    if (!Number.isFinite(value) || value <= least) throw new InvalidArgumentError(`write a number above ${least}`)
    return value
  }
}

function wholeFrom(least: number) {
  return (text: string) => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < least) throw new InvalidArgumentError(`write a whole number from ${least}`)
    return value
  }
}
