/** `npm start`: the bot on the real services, as the environment says. */
import './node-version.js'
import { assemble } from './assemble.ts'
import { gateOf } from './core/gate.ts'
import { installationProblems } from './core/installation.ts'
import { OutsideError } from './core/outside.ts'
import { lineOf, ProblemError, problem } from './core/problem.ts'
import { readDeployment } from './edges/deployment.ts'
import { type GitHub, type GitHubSettings, openGitHub } from './edges/github.ts'
import { openLog } from './edges/log.ts'
import { systemProblem } from './edges/system-error.ts'
import { CHECK_NAME } from './flows/bench.ts'
import { restore } from './flows/restore.ts'
import type { Log } from './flows/world.ts'
import { says } from './words/says.ts'

/** What runs when the bot is told to stop may take this long. */
const GOODBYE_MS = 10_000

try {
  await main()
} catch (error) {
  const refused = systemProblem(error)
  if (error instanceof ProblemError) console.error(error.problems.map(lineOf).join('\n'))
  else if (refused) console.error(lineOf(refused))
  else openLog().error({ err: error }, says.bot.noStart)
  process.exit(2)
}

async function main(): Promise<void> {
  const { secrets, ...parts } = await readDeployment(process.env)
  const log = openLog({ secrets })
  const github = openGitHub(parts.github)
  await whileItAnswers(log, () => inspect(github, parts.github, log))
  const bot = await assemble({ ...parts, log })
  await whileItAnswers(log, async () => {
    const events = await restore(bot.world.store, { record: github.see.record, recordFiles: github.recordFiles })
    if (events > 0) log.warn({ events }, says.bot.restored)
  })
  const { port } = await bot.open()
  stopGracefully(bot, log)
  bot.start()
  log.info({ port, repository: `${parts.github.owner}/${parts.github.repo}` }, says.bot.up)
}

/** Warns of what will not work on GitHub, and refuses to start where nothing would. */
async function inspect({ see, whoAmI }: GitHub, { owner, repo }: GitHubSettings, log: Log): Promise<void> {
  const [{ suspended, missing }, main, record] = await Promise.all([
    whoAmI(),
    see.mainBranch(),
    see.branch('kedge/record'),
  ])
  const repository = `${owner}/${repo}`
  const problems = installationProblems({
    ...{ repository, check: CHECK_NAME, suspended, missing, main },
    ...(record && { record }),
  })
  for (const { level, code, says: wrong, fix } of problems) {
    if (level !== 'error') log[level === 'warning' ? 'warn' : 'info']({ code, fix }, wrong)
  }
  log.info({ mode: gateOf(main, CHECK_NAME).mode }, says.bot.guarded(main.name))
  const errors = problems.filter(it => it.level === 'error')
  if (errors.length > 0) throw new ProblemError(errors)
}

/** An outage of GitHub must not keep the bot from starting; a key that is refused must. */
async function whileItAnswers(log: Log, act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error
    if (error.is === 'denied') throw refused(error)
    log.warn({ err: error }, says.bot.goingOn)
  }
}

function refused({ message }: OutsideError): ProblemError {
  const [wrong = message, fix = says.bot.checkKey] = message.split('\n  fix: ')
  return new ProblemError([problem('github-refuses', wrong, fix)])
}

/** Finishes what it is at, takes no more, and leaves. A second signal leaves at once. */
function stopGracefully(bot: { stop(): Promise<void> }, log: Log): void {
  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) process.exit(1)
    stopping = true
    log.info({ signal }, says.bot.stopping)
    setTimeout(() => process.exit(1), GOODBYE_MS).unref()
    await bot.stop()
    log.info({}, says.bot.stopped)
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void stop(signal))
}
