import { caseNamed } from '../flows/case-named.ts'
import { closeCase } from '../flows/close-case.ts'
import { command } from '../flows/command.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'close',
  usage: '<model-or-case> because <reason...>',
  summary: says.commandSummaries.close,
  async run(asked) {
    const { args, world, repository } = asked
    const { asker, case: standing, no } = await caseNamed(world, asked, args['model-or-case'])
    return asker ? closeCase(world, repository, asker, { standing, because: args.reason }) : no
  },
})
