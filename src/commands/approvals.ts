import type { Judged } from '../approvals/judged.ts'
import type { Change } from '../core/change-state.ts'
import { pageOf } from '../core/page.ts'
import { judged } from '../flows/bench.ts'
import { command } from '../flows/command.ts'
import { mayViewChange } from '../flows/identity.ts'
import { openChanges, reviewsOwed } from '../flows/standing.ts'
import { askerWords, pullOf } from '../reports/asker-words.ts'
import { noPage, pageNote } from '../reports/page-words.ts'
import { tallyBlocks, tallyWords } from '../reports/tally.ts'
import { code, type Document, strong, type Words } from '../words/document.ts'
import { count, minuteWords } from '../words/figures.ts'
import { kindFromTo } from '../words/request-words.ts'

export default command({
  name: 'approvals',
  usage: '[page <page>]',
  summary: 'What waits for approval, and what of it waits for you.',
  async run({ world, repository, who, channel, args }) {
    const me = who.is === 'person' ? who.id : undefined
    const open = (await openChanges(world.store)).filter(
      ({ it }) => !it.merged && mayViewChange(it, repository, who, channel),
    )
    const all = await Promise.all(open.map(({ it }) => judged(world, it)))
    const isMine = (it: Judged) => it.verdict.ask.some(open => me !== undefined && open.people.includes(me))
    const [mine, others] = [all.filter(isMine), all.filter(it => !isMine(it))]
    const page = pageOf([...mine, ...others], args.page)
    if (page.items === undefined) return noPage(page)
    const owed = (await reviewsOwed(world.store)).filter(({ it }) => mayViewChange(it, repository, who, channel))
    const { summary, blocks } = listed(page.items, all.length, mine.length)
    return withReviews(
      { summary, blocks: [...blocks, ...pageNote(page, '/kedge approvals')] },
      owed.map(({ it }) => it),
      world.now(),
    )
  },
})

/** What is in force and waits for somebody to look at it. */
function withReviews({ summary, blocks }: Document, owed: readonly Change[], now: Date): Document {
  if (owed.length === 0) return { summary, blocks }
  const says = `${count(owed.length, 'review')} ${owed.length === 1 ? 'is' : 'are'} owed.`
  const items = owed.map(({ request, pull, review }): Words => {
    const late = review && Date.parse(review.due) < now.getTime() ? ', which is over' : ''
    return [
      strong(request.title),
      `, pull request #${pull?.pull ?? ''}: ${review?.because ?? ''}. Until ${minuteWords(review?.due ?? '')}${late}: `,
      code(`/kedge review ${pull?.pull ?? ''} found …`),
    ]
  })
  return {
    summary: `${summary} ${says}`,
    blocks: [...blocks, { is: 'text', words: [strong(says)] }, { is: 'list', items }],
  }
}

function listed(shown: readonly Judged[], all: number, mine: number): Document {
  if (all === 0)
    return { summary: 'Nothing waits for approval.', blocks: [{ is: 'text', words: ['Nothing waits for approval.'] }] }
  const summary = mine === 0 ? 'Nothing waits for you.' : `${mine} of ${all} wait${mine === 1 ? 's' : ''} for you.`
  return {
    summary,
    blocks: [
      { is: 'text', words: [strong(summary)] },
      ...shown.flatMap(it => [{ is: 'text', words: line(it) } as const, ...tallyBlocks(it, false)]),
    ],
  }
}

function line({ change, name, model, verdict }: Judged): Words {
  return [
    strong(name),
    ...(model ? [`: ${kindFromTo(change.request)}`] : []),
    pullOf(change),
    ', asked for by ',
    ...askerWords(change),
    `: ${verdict.is}, ${tallyWords(verdict)}`,
  ]
}
