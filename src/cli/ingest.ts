import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import { lineOf, ProblemError, problem } from '../core/problem.ts'
import { ingest as ingestFile } from '../edges/ingest.ts'
import { readOneFile } from '../edges/one-file.ts'
import { says } from '../words/says.ts'

interface Options {
  readonly url: string
  readonly tokenFile?: string
}

/** Of whoever sends, not of the bot. */
export const TOKEN_VARIABLE = 'KEDGE_PUSH_TOKEN'

/** `kedge ingest`: exit code 0 where every line was stored, 1 where any was refused. */
export function ingest(program: Command): void {
  program
    .command('ingest')
    .summary(says.cliIngest.summary)
    .description(says.cliIngest.description(TOKEN_VARIABLE))
    .argument('<file>', says.cliIngest.file)
    .requiredOption('--url <address>', says.cliIngest.url)
    .option('--token-file <file>', says.cliIngest.tokenFile(TOKEN_VARIABLE))
    .action(async (file: string, { url, tokenFile }: Options) => {
      const token = await tokenOf(tokenFile)
      const tell = (bad: Parameters<typeof lineOf>[0]) => console.error(lineOf(bad))
      const { refused, ...done } = await ingestFile({ file, url, token, wait, tell })
      console.log(says.cliIngest.stored(done))
      if (refused === 0) return
      console.log(says.cliIngest.refused(refused))
      process.exitCode = 1
    })
}

async function wait(ms: number): Promise<void> {
  if (ms >= 5000) console.error(says.cliIngest.waiting(Math.ceil(ms / 1000)))
  await sleep(ms)
}

async function tokenOf(file: string | undefined): Promise<string> {
  const token = (file === undefined ? (process.env[TOKEN_VARIABLE] ?? '') : await readOneFile(file)).trim()
  if (/^[\x21-\x7e]+$/.test(token)) return token
  const told = says.cliIngest.noToken(TOKEN_VARIABLE, file)
  throw new ProblemError([problem('no-token', ...told, file === undefined ? {} : { file })])
}
