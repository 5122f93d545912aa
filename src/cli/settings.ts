import type { Command } from 'commander'
import { settingsList } from '../reports/settings-list.ts'
import { says } from '../words/says.ts'

/** `kedge settings`: what `npm start` reads, as the README says it. */
export function settings(program: Command): void {
  program
    .command('settings')
    .summary(says.cliSettings.summary)
    .action(() => void process.stdout.write(settingsList()))
}
