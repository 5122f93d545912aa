import { digestSubject, heardUpTo, toldFrom } from '../core/digest.ts'
import { policiesOf } from '../core/policy-kind.ts'
import { periodDue } from '../core/schedule.ts'
import { command, inPlace } from '../flows/command.ts'
import { digestFacts } from '../flows/digest-facts.ts'
import { readerOf } from '../flows/reader.ts'
import digestKind from '../policies/digest.ts'
import { digestDocument } from '../reports/digest.ts'
import { sentence } from '../reports/sentence.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'digest',
  usage: '[here]',
  summary: says.commandSummaries.digest,
  async run({ world, repository, who, channel, args }) {
    const here = policiesOf(repository, digestKind).filter(digest => digest.channel === channel)
    if (who.is !== 'person') return sentence(...says.commandDigest.stranger())
    if (here.length === 0) return sentence(...says.commandDigest.none())
    const reader = readerOf(repository, who, channel)
    const documents = await Promise.all(
      here.map(async digest => {
        // One that has not begun yet is told as if it had.
        const { begins: _, ...always } = digest
        const since = periodDue(always, world.now())?.due ?? world.now().toISOString()
        const heard = heardUpTo(toldFrom(await world.store.events(digestSubject(digest.id))), channel)
        return digestDocument(await digestFacts(world, { ...digest, schedule: digest, since, heard, reader }))
      }),
    )
    const summary = says.commandDigest.together(documents.map(it => it.summary))
    return inPlace(args.here, { summary, blocks: documents.flatMap(it => it.blocks) })
  },
})
