import { authorise } from '../flows/authorise.ts'
import { saidDelivered } from '../flows/by-hand.ts'
import { command } from '../flows/command.ts'
import { noModel } from '../flows/named.ts'
import { sentence } from '../reports/sentence.ts'
import { notKnown } from '../reports/vote-words.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'delivered',
  usage: '<model>',
  summary: says.commandSummaries.delivered,
  async run(asked) {
    const { asker, no } = authorise(asked, [asked.args.model])
    if (asker === undefined) return no.is === 'nobody' ? notKnown(no.refusal) : noModel(asked, no.id)
    const said = await saidDelivered(asked.world, asker)
    if ('refusal' in said) return sentence(said.refusal.says, said.refusal.fix)
    const [model] = asker.models
    const { counts, countsUntilSeen } = says.commandDelivered
    const words = model.serving.observe === undefined ? counts : countsUntilSeen
    return { document: sentence(words(model.id, said.version)), outcome: said.outcome }
  },
})
