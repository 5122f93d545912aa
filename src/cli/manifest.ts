import type { Command } from 'commander'
import { githubAppLink, githubAppManifest, githubAppTable } from '../core/github-app.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { slackAppTable, slackManifest } from '../core/slack-app.ts'

interface Options {
  readonly name: string
  readonly url?: string
  readonly explain?: true
  readonly link?: true
  readonly org?: string
  readonly host?: string
}

/** `kedge manifest slack|github`: what the apps are made from, printed from the same tables the calls are checked with. */
export function manifest(program: Command): void {
  const parent = program.command('manifest').summary('print what the Slack app and the GitHub App are made from')
  word(parent, 'slack', 'the manifest of the Slack app, for Socket Mode unless there is an address').action(
    ({ name, url, explain }: Options) => print(explain ? slackAppTable() : slackJson(name, addressOf(url))),
  )
  word(parent, 'github', 'the manifest of the GitHub App')
    .option('--link', 'the address of GitHub’s form for a new App instead, filled in')
    .option('--org <login>', 'with --link: the organisation that is to own the App')
    .option('--host <address>', 'with --link: an Enterprise Server, https://github.example.com')
    .action(({ name, url, explain, link, org, host }: Options) => {
      const hook = addressOf(url)
      const app = { name, ...(hook && { url: new URL('/github', hook).href }) }
      if (explain) return print(githubAppTable())
      if (!link) return print(json(githubAppManifest(app)))
      const owner = { ...(org !== undefined && { org }), ...(host !== undefined && { host: addressOf(host) ?? host }) }
      return print(githubAppLink({ ...app, ...owner }))
    })
}

function word(parent: Command, name: string, summary: string): Command {
  return parent
    .command(name)
    .summary(`print ${summary}`)
    .option('--name <name>', 'the name of the app', 'Kedge')
    .option('--url <address>', 'where the bot is reached from outside: https://kedge.example.com')
    .option('--explain', 'what each permission is for instead, as Markdown')
}

const slackJson = (name: string, url: string | undefined) =>
  json(slackManifest({ name, socketMode: url === undefined, ...(url !== undefined && { url }) }))
const json = (value: object) => JSON.stringify(value, null, 2)
const print = (text: string) => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)

function addressOf(url: string | undefined): string | undefined {
  if (url === undefined || /^https?:\/\/[^/\s]+/.test(url)) return url
  throw new ProblemError([
    problem('no-address', `${url} is no address.`, 'write it whole, as in https://kedge.example.com'),
  ])
}
