import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { describe, expect, test } from 'vitest'
import { lineOf } from '../../src/core/problem.ts'
import { inOurWords, usageProblem } from '../../src/edges/command-line.ts'

const library = fileURLToPath(new URL('lib/command.js', import.meta.resolve('commander')))
const codes = new Set(
  [
    ...`${readFileSync(library)} ${readFileSync(library.replace('command.js', 'error.js'))}`.matchAll(
      /'(commander\.\w+)'/g,
    ),
  ].map(([, code = '']) => code),
)

/** Of help that is shown, and of what no command of ours does: a version, commands that are files, errors of its own. */
const UNTOLD = ['error', 'executeSubCommandAsync', 'help', 'helpDisplayed', 'version'].map(name => `commander.${name}`)

const aNumber = (text: string) => {
  if (/^\d+$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Write a number')
}

/** What was written, and what is said of it: on standard error, by the library itself, and by us. */
async function said(...args: string[]): Promise<{ code: string; says: string; shown: string }> {
  let shown = ''
  const write = (text: string) => {
    shown += text
  }
  const program = inOurWords(new Command('kedge')).exitOverride()
  program.configureOutput({ writeOut: write, writeErr: write })
  program
    .command('check')
    .argument('[folder]', 'its folder', '.')
    .option('--on <date>', 'a day')
    .action(() => undefined)
  program.command('settings').action(() => undefined)
  program
    .command('plan')
    .addArgument(new Argument('<model>', 'a model').choices(['a', 'b']))
    .requiredOption('--base <ref>', 'since')
    .addOption(new Option('--format <format>', 'how').choices(['text', 'json']).default('text'))
    .addOption(new Option('--bins <n>', 'how many').argParser(aNumber))
    .addOption(new Option('--check', 'only look').conflicts('write'))
    .option('--write', 'write it')
    .action(() => undefined)
  const error = await program.parseAsync(args, { from: 'user' }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof CommanderError)) throw error ?? new Error('nothing is wrong')
  const wrong = usageProblem(error)
  return { code: error.code, says: wrong === undefined ? '' : lineOf(wrong), shown }
}

const SEE_HELP = '\n  fix: Add --help to see how it is written'

const rows = [
  [
    'unknownCommand',
    'chek',
    'error unknown-command: There is no command `chek`. Did you mean `check`?\n  fix: kedge --help says all',
  ],
  ['unknownCommand', 'xyzzy', 'error unknown-command: There is no command `xyzzy`.\n  fix: kedge --help says all'],
  [
    'unknownOption',
    'check --om x',
    `error unknown-option: There is no option \`--om\`. Did you mean \`--on\`?${SEE_HELP}`,
  ],
  ['unknownOption', 'plan a --base x --xyzzy', `error unknown-option: There is no option \`--xyzzy\`.${SEE_HELP}`],
  ['excessArguments', 'check a b', `error too-many: More is given than it takes: a, b.${SEE_HELP}`],
  ['excessArguments', 'settings it', `error too-many: This command takes no argument, not it.${SEE_HELP}`],
  ['missingArgument', 'plan --base x', `error missing-argument: \`model\` is missing.${SEE_HELP}`],
  ['missingMandatoryOptionValue', 'plan a', `error missing-option: \`--base <ref>\` is missing.${SEE_HELP}`],
  ['optionMissingArgument', 'check --on', `error missing-value: \`--on <date>\` has no value.${SEE_HELP}`],
  [
    'conflictingOption',
    'plan a --base x --check --write',
    'error not-both: `--check` and `--write` cannot be used together.\n  fix: Leave one of them out',
  ],
  [
    'invalidArgument',
    "plan a --base x --format it's",
    "error bad-value: `--format <format>` cannot be `it's`.\n  fix: Write `text` or `json`",
  ],
  ['invalidArgument', 'plan c --base x', 'error bad-value: `model` cannot be `c`.\n  fix: Write `a` or `b`'],
  [
    'invalidArgument',
    'plan a --base x --bins y',
    'error bad-value: `--bins <n>` cannot be `y`.\n  fix: Write a number',
  ],
] as const

describe('[E7] what is wrong with a command line', () => {
  test.each(rows)('%s: %s', async (code, written, says) => {
    expect(await said(...written.split(' '))).toEqual({ code: `commander.${code}`, says, shown: '' })
  })

  test('is told for every code of the library but of what no command of ours does', () => {
    expect(codes.size).toBeGreaterThan(10)
    expect([...codes].sort()).toEqual([...new Set([...rows.map(([code]) => `commander.${code}`), ...UNTOLD])].sort())
  })

  test('is quoted where the library says what it has not said before', () => {
    const line = `error bad-usage: The command line is not understood: its reader says “error: out of cheese”.${SEE_HELP}`
    expect(lineOf(usageProblem(new CommanderError(1, 'commander.new', 'error: out of cheese')) as never)).toBe(line)
    const other = new CommanderError(1, 'commander.missingArgument', 'error: out of cheese')
    expect(lineOf(usageProblem(other) as never)).toBe(line)
  })
})

test('[E7] help is shown, and nothing is said beside it', async () => {
  const { says, shown } = await said('plan', '--help')
  expect(says).toBe('')
  expect(shown).toMatchInlineSnapshot(`
    "Usage: kedge plan [options] <model>

    Arguments:
      model              a model (choices: "a", "b")

    Options:
      --base <ref>       since
      --format <format>  how (choices: "text", "json", default: "text")
      --bins <n>         how many
      --check            only look
      --write            write it
      -h, --help         display help for command
    "
  `)
  expect((await said()).says).toBe('')
})
