import { type Command, Option } from 'commander'
import { aDay } from '../edges/day-option.ts'
import { readFolder } from '../edges/disk.ts'
import { readBase } from '../edges/git-base.ts'
import { plan as planOf } from '../flows/plan.ts'
import { mergedOnto } from '../flows/plan-merge.ts'
import { PLAN_FORMATS, type PlanFormat, planReport } from '../reports/plan-report.ts'
import { says } from '../words/says.ts'

interface Options {
  readonly base: string
  readonly format: PlanFormat
  readonly on?: string
}

/** `kedge plan`: exit code 0 where nothing blocks, 1 where something does or the files are broken; 2, could not run, is the main’s. */
export function plan(program: Command): void {
  program
    .command('plan')
    .summary(says.cliPlan.summary)
    .argument('[folder]', says.cliPlan.folder, '.')
    .requiredOption('--base <ref>', says.cliPlan.base)
    .addOption(new Option('--format <format>', says.cliPlan.format).choices(PLAN_FORMATS).default('text'))
    .option('--on <date>', says.cliPlan.on, aDay)
    .action(async (folder: string, { base, format, on }: Options) => {
      const old = await readBase(folder, base)
      const disk = await readFolder(folder)
      const { snapshot, problems } = mergedOnto(old.base, old.fork, disk.snapshot)
      const now = on === undefined ? new Date() : new Date(on)
      const planned = planOf(old.base, snapshot, now, [...disk.problems, ...problems])
      console.log(planReport(planned, format))
      if (!planned.good) process.exitCode = 1
    })
}
