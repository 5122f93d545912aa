import type { Argument, Command, CommanderError, Option } from 'commander'
import { type Problem, problem, type WrongAndFix } from '../core/problem.ts'
import { says } from '../words/says.ts'

const { faults, heads, help } = says.commandLine

/** Help in our words, and no word of an error: `usageProblem` has them. */
export function inOurWords(program: Command): Command {
  return program
    .helpOption('-h, --help', help)
    .helpCommand('help [command]', help)
    .configureHelp({
      styleTitle: title => heads[title as keyof typeof heads] ?? title,
      optionDescription: option => about(option, isDefaultShown(option)),
      argumentDescription: argument => about(argument, argument.defaultValue !== undefined),
    })
    .configureOutput({ outputError: () => undefined })
}

const isDefaultShown = ({ defaultValue, required, optional }: Option) =>
  defaultValue !== undefined && (required || optional)

function about(it: Option | Argument, isDefault: boolean): string {
  const choices = it.argChoices?.map(choice => JSON.stringify(choice))
  const unsaid = isDefault ? (it.defaultValueDescription ?? JSON.stringify(it.defaultValue)) : undefined
  return says.commandLine.about(it.description, { choices, unsaid })
}

/** What the library put into its message, which it tells nowhere else. */
type Put = Readonly<Record<string, string>>
type Kind = readonly [code: string, message: RegExp, words: (put: Put) => WrongAndFix]

/** What is wrong with a command line; undefined where help was asked for and stands there. */
export function usageProblem({ code, message }: CommanderError): Problem | undefined {
  if (SHOWN.includes(code)) return undefined
  for (const [ours, pattern, words] of KINDS[code] ?? []) {
    const found = pattern.exec(message)
    if (found) return problem(ours, ...words({ ...found.groups }))
  }
  return problem('bad-usage', ...faults.other(message))
}

const SHOWN = ['commander.help', 'commander.helpDisplayed']

const listed = (all = '') => (all === '' ? [] : all.split(', '))

/** By the codes of the library. Where it writes a quote, there is any sign. */
const KINDS: Readonly<Record<string, readonly Kind[]>> = {
  'commander.unknownCommand': [
    [
      'unknown-command',
      /command .(?<it>.*?).(?:\n\(Did you mean (?:one of )?(?<near>.*)\?\))?$/s,
      ({ it = '', near }) => faults.unknownCommand(it, listed(near)),
    ],
  ],
  'commander.unknownOption': [
    [
      'unknown-option',
      /option .(?<it>.*?).(?:\n\(Did you mean (?:one of )?(?<near>.*)\?\))?$/s,
      ({ it = '', near }) => faults.unknownOption(it, listed(near)),
    ],
  ],
  'commander.excessArguments': [
    [
      'too-many',
      /Expected (?<takes>\d+) arguments? but got \d+: (?<given>.*)\.$/s,
      ({ takes, given = '' }) => faults.tooMany(Number(takes), given),
    ],
  ],
  'commander.missingArgument': [
    ['missing-argument', /required argument .(?<it>.*).$/, ({ it = '' }) => faults.missing(it)],
  ],
  'commander.missingMandatoryOptionValue': [
    ['missing-option', /required option .(?<it>.*). not specified$/, ({ it = '' }) => faults.missing(it)],
  ],
  'commander.optionMissingArgument': [
    ['missing-value', /option .(?<it>.*). argument missing$/, ({ it = '' }) => faults.noValue(it)],
  ],
  'commander.conflictingOption': [
    [
      'not-both',
      /option .(?<one>.*). cannot be used with option .(?<other>.*).$/,
      ({ one = '', other = '' }) => faults.notBoth(one, other),
    ],
  ],
  'commander.invalidArgument': [
    [
      'bad-value',
      /(?:option .(?<of>.*?). argument .(?<value>.*?). is invalid|value .(?<value>.*?). is invalid for argument .(?<of>.*?).)\. Allowed choices are (?<choices>.*)\.$/s,
      ({ of = '', value = '', choices }) => faults.noChoice(of, value, listed(choices)),
    ],
    [
      'bad-value',
      /(?:option .(?<of>.*?). argument .(?<value>.*?). is invalid|value .(?<value>.*?). is invalid for argument .(?<of>.*?).)\. (?<fix>.*)$/s,
      ({ of = '', value = '', fix = '' }) => faults.badValue(of, value, fix),
    ],
  ],
}
