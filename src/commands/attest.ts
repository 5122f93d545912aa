import { askByCommand, dayOf } from '../flows/ask-by-command.ts'
import { openAttest } from '../flows/attest-form.ts'
import { command } from '../flows/command.ts'
import { planAttest } from '../plans/attest.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'attest',
  usage: '<model> [because <reason...>]',
  summary: says.commandSummaries.attest,
  rest: asked => openAttest(asked, { model: asked.args.model }, dayOf(asked.world.now())),
  run: asked =>
    askByCommand(asked, {
      about: [asked.args.model],
      plan: ({ repository, models: [model], by, today }) => planAttest(repository, model, { by, today }),
      reason: asked.args.reason ?? says.attestForm.readAndTrue,
    }),
})
