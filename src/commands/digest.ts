import { policiesOf } from '../core/policy-kind.ts'
import { periodDue } from '../core/schedule.ts'
import { command, inPlace } from '../flows/command.ts'
import { digestFacts } from '../flows/digest-facts.ts'
import { readerOf } from '../flows/reader.ts'
import digestKind from '../policies/digest.ts'
import { digestDocument } from '../reports/digest.ts'
import { sentence } from '../reports/sentence.ts'

export default command({
  name: 'digest',
  usage: '[here]',
  summary: 'What this channel’s next digest would say now.',
  async run({ world, repository, who, channel, args }) {
    const here = policiesOf(repository, digestKind).filter(digest => digest.channel === channel)
    if (who.is !== 'person') return sentence('Digests are shown to those the people policy names.', NAMED)
    if (here.length === 0) return sentence('No digest comes to this channel.', WRITTEN)
    const reader = readerOf(repository, who, channel)
    const documents = await Promise.all(
      here.map(async digest => {
        // One that has not begun yet is told as if it had.
        const { begins: _, ...always } = digest
        const since = periodDue(always, world.now())?.due ?? world.now().toISOString()
        return digestDocument(await digestFacts(world, { ...digest, schedule: digest, since, reader }))
      }),
    )
    const blocks = documents.flatMap(it => it.blocks)
    return inPlace(args.here, { summary: documents.map(({ summary }) => summary).join('; '), blocks })
  },
})

const NAMED = 'ask who owns the rules to add you to policies/people.yaml'
const WRITTEN = 'add a policy of kind digest that names this channel'
