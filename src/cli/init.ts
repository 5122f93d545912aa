import { basename, resolve } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import type { Tier } from '../core/naming.ts'
import type { People } from '../core/people.ts'
import { lineOf, type Problem, ProblemError, problem } from '../core/problem.ts'
import { readFolder } from '../edges/disk.ts'
import { fileDigest } from '../edges/file-digest.ts'
import { filesThere, mustBeFolder, writeNewFiles } from '../edges/new-files.ts'
import { ownCommit, ownRoot } from '../edges/own-commit.ts'
import { askAt, someoneIsThere, type Terminal } from '../edges/questions.ts'
import { parseYaml } from '../repository/yaml-text.ts'
import type { Files } from '../starter/answers.ts'
import { nextWords, writtenWords } from '../starter/init-words.ts'
import { openQuestions, QUESTIONS, withDefaults } from '../starter/questions.ts'
import type { Known, Said } from '../starter/said.ts'
import { OTHER_CODEOWNERS, starterFiles } from '../starter/starter-files.ts'
import { tooFew } from '../starter/too-few.ts'
import { understood } from '../starter/understood.ts'
import { says } from '../words/says.ts'
import { sayCheck } from './check.ts'

const TIERS: readonly Tier[] = ['low', 'medium', 'high']

interface Options extends Omit<Said, 'person'> {
  readonly person?: readonly string[]
  readonly tiers: readonly Tier[]
  readonly kedge?: string
  readonly yes?: true
  readonly anyway?: true
}

/** `kedge init`: exit code 0 where `kedge check` is content with it, 1 for findings or too few people; 2, could not run, is the main’s. */
export function init(program: Command): void {
  const command = program.command('init').summary(says.cliInit.summary).argument('[folder]', says.cliInit.folder, '.')
  for (const { key, flag, asks } of QUESTIONS) {
    if (key === 'person')
      command.option(flag, says.cliInit.repeated(asks), (line, all: string[] = []) => [...all, line])
    else command.option(flag, asks)
  }
  command
    .option('--tiers <list>', says.cliInit.tiers, tiersOf, TIERS)
    .option('--kedge <commit>', says.cliInit.kedge, aCommit)
    .option('--yes', says.cliInit.yes)
    .option('--anyway', says.cliInit.anyway)
    .action(async (folder: string, options: Options) => begin(folder, options))
}

async function begin(folder: string, { person, tiers, kedge, yes, anyway, ...flags }: Options): Promise<void> {
  if (resolve(folder) === resolve(ownRoot())) throw new ProblemError([OWN_FOLDER])
  await mustBeFolder(folder)
  const governed = await governedFiles(folder)
  const known = knownOf(folder, governed)
  const said: Said = { ...flags, ...(person !== undefined && { person: person.join('\n') }) }
  const all = yes ? withDefaults(said, known) : await answered(said, known)
  const complete = { ...EMPTY, ...all }
  const digest = await fileDigest(complete.model)
  const commit = kedge ?? (await ownCommit())
  const beside = { ...known, tiers, today: new Date().toISOString().slice(0, 10) }
  const answers = understood(complete, { ...beside, ...(commit && { kedge: commit }), ...(digest && { digest }) })
  if (!('organisation' in answers)) throw new ProblemError(answers)
  const wanted = Object.keys(starterFiles(answers))
  const there = { ...governed, ...(await filesThere(folder, [...wanted, ...OTHER_CODEOWNERS])) }
  const files = starterFiles(answers, there)
  const lacking = tooFew(answers, { ...files, ...there })
  if (lacking.length > 0) console.log(lackingWords(lacking, anyway))
  if (lacking.length > 0 && !anyway) {
    process.exitCode = 1
    return
  }
  const written = await writeNewFiles(folder, files)
  const kept = wanted.filter(path => !written.includes(path))
  console.log(`${writtenWords(written, kept)}\n`)
  if (commit === undefined) console.log(lineOf(NO_COMMIT))
  await sayCheck(folder, 'text')
  console.log(`\n${nextWords(folder)}`)
}

const EMPTY = {
  organisation: '',
  slack: 'later',
  channel: '',
  person: '',
  model: '',
  tier: '',
  owners: '',
  useCase: '',
}

/** The models and policies that are there, whatever is wrong with them. */
async function governedFiles(folder: string): Promise<Files> {
  try {
    const { snapshot } = await readFolder(folder)
    return Object.fromEntries(Object.entries(snapshot.files).map(([path, { text }]) => [path, text]))
  } catch (error) {
    if (error instanceof ProblemError) return {}
    throw error
  }
}

function knownOf(folder: string, governed: Files): Known {
  const text = governed['policies/people.yaml']
  const read = text === undefined ? undefined : (parseYaml(text, '').data as Partial<People> | undefined)
  return { folder: basename(resolve(folder)), ...(read?.people !== undefined && { people: read.people }) }
}

/** Asks what no flag says. Where nobody can be asked, it names the flags. */
async function answered(said: Said, known: Known): Promise<Said> {
  const open = openQuestions(said, known)
  if (open.length > 0 && !someoneIsThere()) throw new ProblemError([unanswered(open.map(({ flag }) => flag))])
  return askedAt({ input: process.stdin, output: process.stdout }, said, known)
}

/** Every open question, each with what was said before it. */
export async function askedAt(terminal: Terminal, flags: Said, known: Known): Promise<Said> {
  let said = flags
  for (const { key, asks, oneOf, lines, otherwise, bad } of openQuestions(said, known)) {
    const before = said
    const wrong = (text: string) => {
      const [first] = bad(text, before, known)
      return first && `${first.says} ${first.fix}`
    }
    const question = {
      asks,
      wrong,
      otherwise: otherwise(said, known),
      ...(oneOf && { oneOf }),
      ...(lines && { lines }),
    }
    said = { ...said, [key]: await askAt(terminal, question) }
  }
  return said
}

function unanswered(flags: readonly string[]): Problem {
  return problem('missing-answer', ...says.cliInit.faults.unanswered(flags))
}

/** The sample stands there, and a customer’s files would be lost among them. */
const OWN_FOLDER = problem('own-folder', ...says.cliInit.faults.ownFolder)

function lackingWords(lacking: readonly Problem[], anyway: true | undefined): string {
  const end = anyway ? says.cliInit.writtenAnyway : says.cliInit.notWritten
  return [...lacking.map(lineOf), end].join('\n')
}

const NO_COMMIT = problem('no-commit', ...says.cliInit.faults.noCommit, { level: 'warning' })

function tiersOf(text: string): readonly Tier[] {
  const said = text.split(/[\s,]+/).filter(Boolean)
  const found = TIERS.filter(tier => said.includes(tier))
  if (found.length > 0 && said.every(word => TIERS.includes(word as Tier))) return found
  throw new InvalidArgumentError(says.cliInit.fix.tiers(TIERS.join(',')))
}

function aCommit(text: string): string {
  if (/^[0-9a-f]{40}$/.test(text)) return text
  throw new InvalidArgumentError(says.cliInit.fix.commit)
}
