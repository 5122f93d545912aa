import { type Command, Option } from 'commander'
import { readFolder } from '../edges/disk.ts'
import { ownPackage } from '../edges/own-package.ts'
import { testPolicies } from '../flows/test-policies.ts'
import { TEST_FORMATS, type TestFormat, testReport } from '../reports/test-report.ts'
import { says } from '../words/says.ts'

interface Options {
  readonly policy: readonly string[]
  readonly coverage?: true
  readonly mutate?: true
  readonly format: TestFormat
}

/** `kedge test`: exit code 0 for good, 1 for findings; 2, could not run, is the main’s. */
export function test(program: Command): void {
  program
    .command('test')
    .summary(says.cliTest.summary)
    .argument('[folder]', says.cliTest.folder, '.')
    .option('--policy <id>', says.cliTest.policy, (id, before: string[]) => [...before, id], [])
    .option('--coverage', says.cliTest.coverage)
    .option('--mutate', says.cliTest.mutate)
    .addOption(new Option('--format <format>', says.cliTest.format).choices(TEST_FORMATS).default('text'))
    .action(async (folder: string, { policy, coverage, mutate, format }: Options) => {
      const [began, start] = [new Date().toISOString(), performance.now()]
      const { snapshot, problems } = await readFolder(folder)
      const options = { policies: policy, ...(coverage && { coverage }), ...(mutate && { mutate }) }
      const tested = testPolicies(snapshot, options, problems)
      const milliseconds = performance.now() - start
      console.log(testReport({ ...tested, began, milliseconds, kedge: ownPackage() }, format))
      if (!tested.good) process.exitCode = 1
    })
}
