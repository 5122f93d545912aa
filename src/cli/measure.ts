import { Argument, type Command, InvalidArgumentError, Option } from 'commander'
import type { AskedThreshold, DriftMethod } from '../core/drift.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { driftMethods } from '../drift/index.ts'
import { compareFiles, type FilesAsked, type Place } from '../edges/compare-files.ts'
import { driftDocument } from '../reports/drift.ts'
import { driftTableDocument } from '../reports/drift-table.ts'
import { plain } from '../reports/plain.ts'

const METHODS = Object.values(driftMethods) as readonly DriftMethod[]

interface Options extends FilesAsked {
  readonly json?: true
}

/** `kedge measure`: exit code 0 where there is no drift, 1 where there is, or where nobody can say. */
export function measure(program: Command): void {
  program
    .command('measure')
    .summary('compare columns of two files, or of a file and a profile, and say whether they have drifted')
    .description(
      'Compares a column of a CSV or Parquet file with one of another file, or with what the profile of a model says of it. Without a column all are compared, and judged by p-values corrected for their number (Benjamini-Hochberg).',
    )
    .addArgument(
      new Argument('<method>', METHODS.map(it => `${it.name}: ${it.summary}`).join('; ')).choices(
        METHODS.map(it => it.name),
      ),
    )
    .requiredOption('--reference <file:column>', 'what it was like: a file, or a profile (.yaml)', place)
    .requiredOption(
      '--current <file:column>',
      'what it is like now; a column that has the same name can be left out',
      place,
    )
    .option('--columns <names...>', 'of all columns these')
    .option('--bins <n>', 'bins of a column of numbers, by quantiles of the reference (default: 10)', wholeFrom(2))
    .option('--edges <numbers>', 'edges between the bins in place of quantiles: 0,5,15', edges)
    .option('--categories', 'every number is a name')
    .option('--zero <share>', 'what a share of zero becomes before a logarithm', numberAbove(0), 1e-4)
    .option(
      '--threshold <effect>',
      'an effect at least this large matters; “calibrated”: the mean and three standard deviations over chunks of the reference',
      threshold,
    )
    .option('--success <category>', 'proportions: whose share is compared')
    .option('--yates', 'chi-square: Yates’ correction')
    .addOption(new Option('--test <test>', 'chi-square').choices(['homogeneity', 'fit']).default('homogeneity'))
    .option('--exact', 'kolmogorov-smirnov: no grid, however many values there are')
    .option('--json', 'for programs')
    .action(async (name: string, { json, ...asked }: Options) => {
      const method = METHODS.find(it => it.name === name) as DriftMethod
      refuse(asked)
      const report = await compareFiles(method, asked)
      const document = 'columns' in report ? driftTableDocument(report) : driftDocument(report)
      console.log(json ? JSON.stringify(report, null, 2) : plain(document, {}, { width: 100 }))
      if (report.verdict !== 'no-drift') process.exitCode = 1
    })
}

/** What says nothing together, and would be passed over. */
function refuse({ reference, current, columns, bins, edges, categories }: FilesAsked): void {
  const wrong = (says: string, fix: string) => {
    throw new ProblemError([problem('odd-options', says, fix)])
  }
  if (reference.column === undefined && current.column !== undefined)
    wrong('The column of the reference is not named.', `Write --reference ${reference.file}:${current.column}`)
  if (columns !== undefined && reference.column !== undefined)
    wrong('One column is named, and --columns names others.', `Write --reference ${reference.file}`)
  if (/\.yaml$/.test(current.file))
    wrong(
      'The current rows are in a file of rows, and a profile holds counts.',
      'Name a CSV or Parquet file as --current',
    )
  if (/\.yaml$/.test(reference.file) && (bins !== undefined || edges !== undefined || categories))
    wrong(
      'A profile has bins and categories of its own.',
      'Leave out --bins, --edges and --categories, or count it anew: kedge profile <model> --bins <n> --write',
    )
  if (edges !== undefined && (bins !== undefined || categories))
    wrong('--edges says the bins, and --bins or --categories others.', 'Leave one of them out')
}

/** The name of the file ends before the first colon after its ending: columns may have colons too. */
function place(text: string): Place {
  const [, file, column] = /^(.+?\.(?:csv|parquet|yaml)|[^:]+)(?::(.*))?$/s.exec(text) ?? []
  if (file === undefined || column === '') throw new InvalidArgumentError('write a file and a column: a.csv:delay')
  return { file, ...(column !== undefined && { column }) }
}

function threshold(text: string): AskedThreshold {
  if (text === 'calibrated') return text
  const value = Number(text)
  if (Number.isFinite(value) && value > 0) return value
  throw new InvalidArgumentError('write a number above 0, or “calibrated”')
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
