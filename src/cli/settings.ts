import type { Command } from 'commander'
import { settingsList } from '../reports/settings-list.ts'

/** `kedge settings`: what `npm start` reads, as the README says it. */
export function settings(program: Command): void {
  program
    .command('settings')
    .summary('print every environment variable of the bot, and where to get each')
    .action(() => void process.stdout.write(settingsList()))
}
