import { askByCommand } from '../flows/ask-by-command.ts'
import { command } from '../flows/command.ts'
import { planAttest } from '../plans/attest.ts'

export default command({
  name: 'attest',
  usage: '<model> [because <reason...>]',
  summary: 'Say that you have read the file of a model you own, and that it is true.',
  run: asked =>
    askByCommand(asked, {
      about: [asked.args.model],
      plan: ({ repository, models: [model], by, today }) => planAttest(repository, model, { by, today }),
      reason: asked.args.reason ?? 'Its file was read, and is true.',
    }),
})
