import { type Command, Option } from 'commander'
import { readFolder } from '../edges/disk.ts'
import { ownPackage } from '../edges/own-package.ts'
import { testPolicies } from '../flows/test-policies.ts'
import { TEST_FORMATS, type TestFormat, testReport } from '../reports/test-report.ts'

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
    .summary('run the examples of the policies of a folder, and say what they leave untested')
    .argument('[folder]', 'the folder that holds models/ and policies/', '.')
    .option('--policy <id>', 'only this one; again for more', (id, before: string[]) => [...before, id], [])
    .option('--coverage', 'name rules that never failed and branches no example takes')
    .option('--mutate', 'change each policy in one place after the other, and name the changes no example notices')
    .addOption(new Option('--format <format>', 'how to say it').choices(TEST_FORMATS).default('text'))
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
