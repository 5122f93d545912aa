import { refusalOf } from '../core/reason.ts'
import { authoriseChange } from '../flows/authorise.ts'
import { command } from '../flows/command.ts'
import { review } from '../flows/review.ts'
import { reviewsOwed } from '../flows/standing.ts'
import { sentence } from '../reports/sentence.ts'

export default command({
  name: 'review',
  usage: '<pull-request> found <what...>',
  summary: 'Say what you found in a change that is in force and could not be approved before.',
  async run(asked) {
    const { world, args } = asked
    const pull = Number(args['pull-request'].replace(/^#/, ''))
    const owed = (await reviewsOwed(world.store)).find(({ it }) => it.pull?.pull === pull)
    const asker = owed && authoriseChange(asked, owed.it).asker
    if (asker === undefined) {
      const { says, fix } = refusalOf('no-review')
      return sentence(says, fix)
    }
    const done = await review(world, { pull, asker, says: args.what })
    if ('refusal' in done) return sentence(done.refusal.says, done.refusal.fix)
    return { document: sentence(`Your review of “${done.judged.name}” is recorded.`), outcome: done.outcome }
  },
})
