import { refusalOf } from '../core/reason.ts'
import { command } from '../flows/command.ts'
import { mayViewChange } from '../flows/identity.ts'
import { review } from '../flows/review.ts'
import { reviewsOwed } from '../flows/standing.ts'
import { sentence } from '../reports/sentence.ts'

export default command({
  name: 'review',
  usage: '<pull-request> found <what...>',
  summary: 'Say what you found in a change that is in force and could not be approved before.',
  async run({ world, repository, who, channel, args }) {
    if (who.is === 'nobody') return sentence(who.refusal.says, who.refusal.fix)
    const pull = Number(args['pull-request'].replace(/^#/, ''))
    const owed = (await reviewsOwed(world.store)).find(({ it }) => it.pull?.pull === pull)
    if (!owed || !mayViewChange(owed.it, repository, who, channel)) {
      const { says, fix } = refusalOf('no-review')
      return sentence(says, fix)
    }
    const done = await review(world, { pull, by: who.id, says: args.what })
    if ('refusal' in done) return sentence(done.refusal.says, done.refusal.fix)
    return { document: sentence(`Your review of “${done.judged.name}” is recorded.`), outcome: done.outcome }
  },
})
