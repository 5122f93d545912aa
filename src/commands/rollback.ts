import { askRollback } from '../flows/ask.ts'
import { command } from '../flows/command.ts'
import { named } from '../flows/named.ts'
import { sentence } from '../reports/sentence.ts'

export default command({
  name: 'rollback',
  usage: '<model> to <version> because <reason...>',
  summary: 'Ask to go back to an earlier version of a model.',
  async run(asked) {
    const { world, who, args } = asked
    const { model, no } = named(asked, args.model)
    if (!model) return no
    if (who.is === 'nobody') return sentence(who.refusal.says, who.refusal.fix)
    return askRollback(world, { model, to: args.version, reason: args.reason, by: who.id, door: 'command' })
  },
})
