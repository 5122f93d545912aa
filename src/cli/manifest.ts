import type { Command } from 'commander'
import { githubAppLink, githubAppManifest, githubAppTable } from '../core/github-app.ts'
import { ProblemError, problem } from '../core/problem.ts'
import { slackAppTable, slackManifest } from '../core/slack-app.ts'
import { says } from '../words/says.ts'

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
  const parent = program.command('manifest').summary(says.cliManifest.summary)
  word(parent, 'slack', says.cliManifest.slack).action(({ name, url, explain }: Options) =>
    print(explain ? slackAppTable() : slackJson(name, addressOf(url))),
  )
  word(parent, 'github', says.cliManifest.github)
    .option('--link', says.cliManifest.link)
    .option('--org <login>', says.cliManifest.org)
    .option('--host <address>', says.cliManifest.host)
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
    .summary(summary)
    .option('--name <name>', says.cliManifest.name, 'Kedge')
    .option('--url <address>', says.cliManifest.url)
    .option('--explain', says.cliManifest.explain)
}

const slackJson = (name: string, url: string | undefined) =>
  json(slackManifest({ name, socketMode: url === undefined, ...(url !== undefined && { url }) }))
const json = (value: object) => JSON.stringify(value, null, 2)
const print = (text: string) => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)

function addressOf(url: string | undefined): string | undefined {
  if (url === undefined || /^https?:\/\/[^/\s]+/.test(url)) return url
  throw new ProblemError([problem('no-address', ...says.cliManifest.noAddress(url))])
}
