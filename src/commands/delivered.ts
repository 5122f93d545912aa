import { authorise } from '../flows/authorise.ts'
import { saidDelivered } from '../flows/by-hand.ts'
import { command } from '../flows/command.ts'
import { noModel } from '../flows/named.ts'
import { sentence } from '../reports/sentence.ts'
import { notKnown } from '../reports/vote-words.ts'

export default command({
  name: 'delivered',
  usage: '<model>',
  summary: 'Say that the version you were asked to deliver by hand is where it runs.',
  async run(asked) {
    const { asker, no } = authorise(asked, [asked.args.model])
    if (asker === undefined) return no.is === 'nobody' ? notKnown(no.refusal) : noModel(asked, no.id)
    const said = await saidDelivered(asked.world, asker)
    if ('refusal' in said) return sentence(said.refusal.says, said.refusal.fix)
    const [model] = asker.models
    const next = model.serving.observe === undefined ? '' : ' It is done when it is seen to run.'
    return { document: sentence(`${model.id} ${said.version} counts as delivered.${next}`), outcome: said.outcome }
  },
})
