import { askByCommand, dayOf } from '../flows/ask-by-command.ts'
import { command } from '../flows/command.ts'
import { openWaive } from '../flows/waive-form.ts'
import { planWaive } from '../plans/waive.ts'
import { says } from '../words/says.ts'

/** Written as a mention, or without. */
const idOf = (person: string) => person.replace(/^@/, '')

export default command({
  name: 'waive',
  usage: '<rule> for <model> until <date> granted by <person> because <reason...>',
  summary: says.commandSummaries.waive,
  rest: asked => {
    const { rule, model, date, person } = asked.args
    const typed = { rule, models: model, until: date, grantedBy: person && idOf(person) }
    return openWaive(asked, typed, dayOf(asked.world.now()))
  },
  run: asked =>
    askByCommand(asked, {
      about: [asked.args.model],
      plan: ({ repository, models, by, today }) =>
        planWaive(repository, {
          rule: asked.args.rule,
          models,
          because: asked.args.reason,
          owner: by,
          grantedBy: idOf(asked.args.person),
          until: asked.args.date,
          today,
        }),
      reason: asked.args.reason,
      ofRules: true,
    }),
})
