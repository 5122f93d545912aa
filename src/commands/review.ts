import { refusalOf } from '../core/reason.ts'
import { authoriseChange } from '../flows/authorise.ts'
import { command } from '../flows/command.ts'
import { review } from '../flows/review.ts'
import { reviewsOwed } from '../flows/standing.ts'
import { sentence } from '../reports/sentence.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'review',
  usage: '<pull-request> found <what...>',
  summary: says.commandSummaries.review,
  async run(asked) {
    const { world, args } = asked
    const pull = Number(args['pull-request'].replace(/^#/, ''))
    const owed = (await reviewsOwed(world.store)).find(({ it }) => it.pull?.pull === pull)
    const asker = owed && authoriseChange(asked, owed.it).asker
    if (asker === undefined) {
      const no = refusalOf('no-review')
      return sentence(no.says, no.fix)
    }
    const done = await review(world, { pull, asker, says: args.what })
    if ('refusal' in done) return sentence(done.refusal.says, done.refusal.fix)
    return { document: sentence(says.commandReview.recorded(done.judged.name)), outcome: done.outcome }
  },
})
