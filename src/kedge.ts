#!/usr/bin/env node
import { CommanderError, program } from 'commander'
import { check } from './cli/check.ts'
import { codeowners } from './cli/codeowners.ts'
import { explain } from './cli/explain.ts'
import { history } from './cli/history.ts'
import { init } from './cli/init.ts'
import { manifest } from './cli/manifest.ts'
import { path } from './cli/path.ts'
import { plan } from './cli/plan.ts'
import { rebuild } from './cli/rebuild.ts'
import { settings } from './cli/settings.ts'
import { show } from './cli/show.ts'
import { test } from './cli/test.ts'
import { verify } from './cli/verify.ts'
import { lineOf, ProblemError } from './core/problem.ts'

/** One file a word in cli/; each puts its own command on the program. */
const WORDS = [check, codeowners, explain, history, init, manifest, path, plan, rebuild, settings, show, test, verify]

program
  .name('kedge')
  .description('Governance of models in git, decisions in Slack, a record anyone can verify.')
  .exitOverride()
for (const word of WORDS) word(program)

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = told(error)
}

/** Exit codes: 0 good, 1 findings, 2 could not run. */
function told(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  console.error(error instanceof ProblemError ? error.problems.map(lineOf).join('\n') : error)
  return 2
}
