import { caseNamed } from '../flows/case-named.ts'
import { command } from '../flows/command.ts'
import { reopen } from '../flows/reopen.ts'

export default command({
  name: 'reopen',
  usage: '<model-or-case> because <reason...>',
  summary: 'Open the last case of a model again, because it was closed wrongly.',
  async run(asked) {
    const { args, world } = asked
    const { asker, case: standing, no } = await caseNamed(world, asked, args['model-or-case'])
    return asker ? reopen(world, asker, standing, args.reason) : no
  },
})
