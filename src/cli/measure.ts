import { Argument, type Command, InvalidArgumentError, Option } from 'commander'
import { type AskedThreshold, type DriftMethod, type MethodOption, optionsTaken } from '../core/drift.ts'
import { ProblemError, problem, type WrongAndFix } from '../core/problem.ts'
import { driftMethods } from '../drift/index.ts'
import { compareFiles, type FilesAsked, type Place } from '../edges/compare-files.ts'
import { driftDocument } from '../reports/drift.ts'
import { driftTableDocument } from '../reports/drift-table.ts'
import { plain } from '../reports/plain.ts'
import { says } from '../words/says.ts'

const METHODS = Object.values(driftMethods) as readonly DriftMethod[]
const OPTIONS = [...new Set(METHODS.flatMap(optionsTaken))]

interface Options extends FilesAsked {
  readonly json?: true
}

/** `kedge measure`: exit code 0 where there is no drift, 1 where there is, or where nobody can say. */
export function measure(program: Command): void {
  program
    .command('measure')
    .summary(says.cliMeasure.summary)
    .description(says.cliMeasure.description)
    .addArgument(new Argument('<method>', says.cliMeasure.methods(METHODS)).choices(METHODS.map(it => it.name)))
    .requiredOption('--reference <file:column>', says.cliMeasure.reference, place)
    .requiredOption('--current <file:column>', says.cliMeasure.current, place)
    .option('--columns <names...>', says.cliMeasure.columns)
    .option('--bins <n>', says.cliMeasure.bins, bins)
    .option('--edges <numbers>', says.cliMeasure.edges, edges)
    .option('--categories', says.cliMeasure.categories)
    .option('--zero <share>', says.cliMeasure.zero, share, 1e-4)
    .option('--threshold <effect>', says.cliMeasure.threshold, threshold)
    .option('--success <category>', says.cliMeasure.success)
    .option('--yates', says.cliMeasure.yates)
    .addOption(new Option('--test <test>', says.cliMeasure.test).choices(['homogeneity', 'fit']).default('homogeneity'))
    .option('--exact', says.cliMeasure.exact)
    .option('--json', says.cliMeasure.json)
    .addHelpText('after', `\n${says.cliMeasure.taken(METHODS.map(it => ({ name: it.name, takes: optionsTaken(it) })))}`)
    .action(async (name: string, { json, ...asked }: Options, told: Command) => {
      const method = METHODS.find(it => it.name === name) as DriftMethod
      refuseOthers(
        method,
        OPTIONS.filter(it => told.getOptionValueSource(it) === 'cli'),
      )
      refuse(asked)
      const report = await compareFiles(method, asked)
      const document = 'columns' in report ? driftTableDocument(report) : driftDocument(report)
      console.log(json ? JSON.stringify(report, null, 2) : plain(document, {}, { width: 100 }))
      if (report.verdict !== 'no-drift') process.exitCode = 1
    })
}

/** What only other methods take. */
function refuseOthers(method: DriftMethod, said: readonly MethodOption[]): void {
  const takes = optionsTaken(method)
  const wrong = said.filter(it => !takes.includes(it))
  if (wrong.length === 0) return
  const others = wrong.map(option => ({
    option,
    of: METHODS.filter(it => optionsTaken(it).includes(option)).map(it => it.name),
  }))
  throw new ProblemError(
    others.map(it => problem('odd-options', ...says.cliMeasure.notTaken({ method: method.name, takes, ...it }))),
  )
}

/** What says nothing together, and would be passed over. */
function refuse({ reference, current, columns, bins, edges, categories }: FilesAsked): void {
  const { faults } = says.cliMeasure
  const wrong = (told: WrongAndFix) => {
    throw new ProblemError([problem('odd-options', ...told)])
  }
  if (reference.column === undefined && current.column !== undefined)
    wrong(faults.noReferenceColumn(reference.file, current.column))
  if (columns !== undefined && reference.column !== undefined) wrong(faults.otherColumns(reference.file))
  if (/\.yaml$/.test(current.file)) wrong(faults.currentProfile)
  if (/\.yaml$/.test(reference.file) && (bins !== undefined || edges !== undefined || categories)) wrong(faults.ownBins)
  if (edges !== undefined && (bins !== undefined || categories)) wrong(faults.twoBins)
}

/** The name of the file ends before the first colon after its ending: columns may have colons too. */
function place(text: string): Place {
  const [, file, column] = /^(.+?\.(?:csv|parquet|yaml)|[^:]+)(?::(.*))?$/s.exec(text) ?? []
  if (file === undefined || column === '') throw new InvalidArgumentError(says.cliMeasure.write.place)
  return { file, ...(column !== undefined && { column }) }
}

function threshold(text: string): AskedThreshold {
  if (text === 'calibrated') return text
  const value = Number(text)
  if (Number.isFinite(value) && value > 0) return value
  throw new InvalidArgumentError(says.cliMeasure.write.threshold)
}

function edges(text: string): readonly number[] {
  const all = text.split(',').map(Number)
  const rising = all.every((edge, i) => Number.isFinite(edge) && (i === 0 || edge > (all[i - 1] as number)))
  if (!rising || text.trim() === '') throw new InvalidArgumentError(says.cliMeasure.write.edges)
  return all
}

function share(text: string): number {
  const value = Number(text)
  if (!(value > 0 && value < 1)) throw new InvalidArgumentError(says.cliMeasure.write.share)
  return value
}

const BINS_MOST = 1000

function bins(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 2 || value > BINS_MOST)
    throw new InvalidArgumentError(says.cliMeasure.write.bins(BINS_MOST))
  return value
}
