import { askByCommand } from '../flows/ask-by-command.ts'
import { command } from '../flows/command.ts'
import { planWaive } from '../plans/waive.ts'

export default command({
  name: 'waive',
  usage: '<rule> for <model> until <date> granted by <person> because <reason...>',
  summary: 'Ask for an exception from a rule, which somebody who may grants, until a day.',
  run: asked =>
    askByCommand(asked, {
      about: [asked.args.model],
      plan: ({ repository, models, by, today }) =>
        planWaive(repository, {
          rule: asked.args.rule,
          models,
          because: asked.args.reason,
          owner: by,
          grantedBy: asked.args.person.replace(/^@/, ''),
          until: asked.args.date,
          today,
        }),
      reason: asked.args.reason,
      ofRules: true,
    }),
})
