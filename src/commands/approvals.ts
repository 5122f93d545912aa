import { isDraft, type Judged } from '../approvals/judged.ts'
import { type Change, waitsSince } from '../core/change-state.ts'
import { pageOf } from '../core/page.ts'
import { judged } from '../flows/bench.ts'
import { command } from '../flows/command.ts'
import { mayViewChange } from '../flows/identity.ts'
import { lateNow } from '../flows/late.ts'
import { openChanges, reviewsOwed } from '../flows/standing.ts'
import { type WaitsOn, waitsOn } from '../flows/waits-on.ts'
import { askerWords } from '../reports/asker-words.ts'
import { titleOf } from '../reports/change-card.ts'
import { emergencyBlocks } from '../reports/emergency-words.ts'
import { whyStuck } from '../reports/home.ts'
import { noPage, pageNote } from '../reports/page-words.ts'
import { sentence } from '../reports/sentence.ts'
import { tallyBlocks, tallyWords } from '../reports/tally.ts'
import { type Document, strong, type Words } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'

export default command({
  name: 'approvals',
  usage: '[page <page>]',
  summary: says.commandSummaries.approvals,
  async run({ world, repository, who, channel, args }) {
    const me = who.is === 'person' ? who.id : undefined
    const open = (await openChanges(world.store)).filter(
      ({ it }) => !it.merged && mayViewChange(it, repository, who, channel),
    )
    const all = await Promise.all(open.map(({ it }) => judged(world, it)))
    const standing = all.map(it => ({ it, asks: me === undefined ? undefined : waitsOn(it, me) }))
    const [mine, others] = [standing.filter(({ asks }) => asks), standing.filter(({ asks }) => !asks)]
    const page = pageOf([...mine, ...others], args.page)
    if (page.items === undefined) return noPage(page)
    const owed = (await reviewsOwed(world.store)).filter(({ it }) => mayViewChange(it, repository, who, channel))
    const url = async ({ card }: Change) => card && (await world.see.messageUrl(card))
    const shown = await Promise.all(
      page.items.map(async one => {
        const { change } = one.it
        return { ...one, url: await url(change), isLate: (await lateNow(world, change)).length > 0 }
      }),
    )
    const { summary, blocks } = listed(shown, all.length, mine.length, world.now().toISOString())
    return withReviews(
      { summary, blocks: [...blocks, ...pageNote(page, '/kedge approvals')] },
      await Promise.all(owed.map(async ({ it }) => ({ it, url: await url(it) }))),
      world.now(),
    )
  },
})

/** With where its card stands. */
interface Linked<T> {
  readonly it: T
  readonly url: string | undefined
}

/** What is in force and waits for somebody to look at it. */
function withReviews({ summary, blocks }: Document, owed: readonly Linked<Change>[], now: Date): Document {
  if (owed.length === 0) return { summary, blocks }
  const said = says.commandApprovals.owed(owed.length)
  const items = owed.flatMap(({ it: { request, pull, review }, url }) => {
    if (!review) return []
    const { because, due } = review
    const late = Date.parse(due) < now.getTime()
    return [says.commandApprovals.review({ title: request.title, url, pull: pull?.pull, because, due, late })]
  })
  return {
    summary: says.commandApprovals.withOwed(summary, said),
    blocks: [...blocks, { is: 'text', words: [strong(said)] }, { is: 'list', items }],
  }
}

interface Shown extends Linked<Judged> {
  readonly asks: WaitsOn
  readonly isLate: boolean
}

function listed(shown: readonly Shown[], all: number, mine: number, now: string): Document {
  if (all === 0) return sentence(says.commandApprovals.none)
  const summary = says.commandApprovals.waiting(mine, all)
  return {
    summary,
    blocks: [
      { is: 'text', words: [strong(summary)] },
      ...shown.flatMap(each => [
        { is: 'text', words: line(each, now) } as const,
        ...emergencyBlocks(each.it),
        ...tallyBlocks(each.it, false),
        ...withAsker(each.asks),
      ]),
    ],
  }
}

function withAsker(asks: WaitsOn): Document['blocks'] {
  if (asks === undefined || asks === 'approval') return []
  if (asks === 'merge') return [{ is: 'note', words: [says.commandApprovals.toMerge] }]
  if (asks.is === 'unmerged')
    return [{ is: 'note', words: says.commandApprovals.unmerged(ticked(asks.says), ticked(asks.fix)) }]
  const { stuck, mends } = says.commandApprovals
  return [{ is: 'note', words: (asks.isOthers ? mends : stuck)(whyStuck(asks), ticked(asks.fix)) }]
}

function line({ it, url, isLate }: Shown, now: string): Words {
  const { change, verdict } = it
  return says.commandApprovals.change({
    title: titleOf(it),
    url,
    pull: change.pull?.pull,
    asker: askerWords(change),
    since: waitsSince(change),
    now,
    isLate,
    verdict: isDraft(it) ? 'draft' : verdict.is,
    tally: tallyWords(verdict),
  })
}
