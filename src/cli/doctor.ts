import type { Command } from 'commander'
import { isWell } from '../core/probe.ts'
import { examine } from '../edges/doctor.ts'
import { doctorJson, doctorText } from '../reports/doctor.ts'
import { says } from '../words/says.ts'

/** `kedge doctor`: exit code 0 where all is well, 1 where something failed or stayed unknown; 2, could not run, is the main’s. */
export function doctor(program: Command): void {
  program
    .command('doctor')
    .summary(says.cliDoctor.summary)
    .option('--json', says.cliDoctor.json)
    .action(async ({ json }: { json?: true }) => {
      const probes = await examine(process.env)
      console.log(json ? doctorJson(probes) : doctorText(probes))
      if (!isWell(probes)) process.exitCode = 1
    })
}
