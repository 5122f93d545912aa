import { Command, CommanderError } from 'commander'
import { lineOf, ProblemError } from './core/problem.ts'
import { inOurWords, usageProblem } from './edges/command-line.ts'
import { systemProblem } from './edges/system-error.ts'
import { lines } from './reports/clean.ts'
import { says } from './words/says.ts'

/** One file a word in cli/; each puts its own command on the program. Only the one that is asked for is read. */
const WORDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  check: async () => (await import('./cli/check.ts')).check,
  codeowners: async () => (await import('./cli/codeowners.ts')).codeowners,
  doctor: async () => (await import('./cli/doctor.ts')).doctor,
  explain: async () => (await import('./cli/explain.ts')).explain,
  history: async () => (await import('./cli/history.ts')).history,
  ingest: async () => (await import('./cli/ingest.ts')).ingest,
  init: async () => (await import('./cli/init.ts')).init,
  manifest: async () => (await import('./cli/manifest.ts')).manifest,
  measure: async () => (await import('./cli/measure.ts')).measure,
  path: async () => (await import('./cli/path.ts')).path,
  plan: async () => (await import('./cli/plan.ts')).plan,
  portfolio: async () => (await import('./cli/portfolio.ts')).portfolio,
  profile: async () => (await import('./cli/profile.ts')).profile,
  rebuild: async () => (await import('./cli/rebuild.ts')).rebuild,
  settings: async () => (await import('./cli/settings.ts')).settings,
  show: async () => (await import('./cli/show.ts')).show,
  story: async () => (await import('./cli/story.ts')).story,
  test: async () => (await import('./cli/test.ts')).test,
  verdict: async () => (await import('./cli/verdict.ts')).verdict,
  verify: async () => (await import('./cli/verify.ts')).verify,
  whatif: async () => (await import('./cli/whatif.ts')).whatif,
}

/** What is said after `kedge`. Commands set the code to leave with themselves; what is thrown is told here. */
export async function commandLine(args: readonly string[]): Promise<void> {
  const program = inOurWords(new Command('kedge')).description(says.kedge.description).exitOverride()
  const asked = args[0] ?? ''
  for (const word of Object.hasOwn(WORDS, asked) ? [asked] : Object.keys(WORDS)) (await WORDS[word]?.())?.(program)
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    process.exitCode = told(error)
  }
}

/** Exit codes: 0 good, 1 findings, 2 could not run. */
function told(error: unknown): number {
  if (error instanceof CommanderError) {
    const wrong = usageProblem(error)
    if (wrong) console.error(lines(lineOf(wrong)))
    return error.exitCode === 0 ? 0 : 2
  }
  const refused = systemProblem(error)
  const problems = error instanceof ProblemError ? error.problems : refused && [refused]
  console.error(problems ? lines(problems.map(lineOf).join('\n')) : error)
  return 2
}
