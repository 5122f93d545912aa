import { askByCommand } from '../flows/ask-by-command.ts'
import { command } from '../flows/command.ts'
import { planPromote } from '../plans/promote.ts'
import { sentence } from '../reports/sentence.ts'

export default command({
  name: 'promote',
  usage: '<model> [to <version>] [into <environment>] [as <urgency>] because <reason...>',
  summary: 'Ask for a newer version of a model, or for what the environment before has.',
  async run(asked) {
    const { model: id, version, environment, urgency, reason } = asked.args
    if ((version === undefined) === (environment === undefined)) return oneOfBoth
    return askByCommand(asked, {
      about: [id],
      plan: ({ repository, models: [model] }) =>
        planPromote(repository, model, version === undefined ? { environment: environment ?? '' } : { to: version }),
      reason,
      urgency,
    })
  },
})

const oneOfBoth = sentence(
  'A promotion is to a version or into an environment.',
  'write `/kedge promote <model> to <version> because …`, or `into test` or `into production` instead',
)
