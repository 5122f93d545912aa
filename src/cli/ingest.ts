import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import { lineOf, ProblemError, problem } from '../core/problem.ts'
import { ingest as ingestFile } from '../edges/ingest.ts'
import { readOneFile } from '../edges/one-file.ts'
import { count } from '../words/figures.ts'

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
    .summary('send the readings of a CSV file to a Kedge that runs')
    .description(
      `Sends a CSV file with the columns model, kpi, version, start, value, n and perhaps segment and end. The token of the source is in the environment as ${TOKEN_VARIABLE}, or in a file: an argument could be seen by others on the machine.`,
    )
    .argument('<file>', 'a CSV file in UTF-8; its first line names the columns')
    .requiredOption('--url <address>', 'where Kedge answers: https://kedge.example.com')
    .option('--token-file <file>', `the file that holds the token; otherwise ${TOKEN_VARIABLE} is`)
    .action(async (file: string, { url, tokenFile }: Options) => {
      const token = await tokenOf(tokenFile)
      const tell = (bad: Parameters<typeof lineOf>[0]) => console.error(lineOf(bad))
      const { refused, ...done } = await ingestFile({ file, url, token, wait, tell })
      console.log(`stored: ${done.new} new, ${done.revised} revised, ${done.same} the same`)
      if (refused === 0) return
      console.log(`refused: ${count(refused, 'line')}; mend them and send the file again, nothing is stored twice`)
      process.exitCode = 1
    })
}

async function wait(ms: number): Promise<void> {
  if (ms >= 5000) console.error(`waiting ${Math.ceil(ms / 1000)} s before it is sent again`)
  await sleep(ms)
}

async function tokenOf(file: string | undefined): Promise<string> {
  const token = (file === undefined ? (process.env[TOKEN_VARIABLE] ?? '') : await readOneFile(file)).trim()
  if (/^[\x21-\x7e]+$/.test(token)) return token
  const says = file === undefined ? `${TOKEN_VARIABLE} holds no token.` : 'It holds no token, or more than one.'
  const fix = `Set ${TOKEN_VARIABLE}, or name a file with --token-file; the token is in connections.yaml of the deployment`
  throw new ProblemError([problem('no-token', says, fix, file === undefined ? {} : { file })])
}
