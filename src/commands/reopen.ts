import { caseNamed } from '../flows/case-named.ts'
import { command } from '../flows/command.ts'
import { reopen } from '../flows/reopen.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'reopen',
  usage: '<model-or-case> because <reason...>',
  summary: says.commandSummaries.reopen,
  async run(asked) {
    const { args, world } = asked
    const { asker, case: standing, no } = await caseNamed(world, asked, args['model-or-case'])
    return asker ? reopen(world, asker, standing, args.reason) : no
  },
})
