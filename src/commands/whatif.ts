import { verdict } from '../approvals/approval.ts'
import { supposedVote, withVotes } from '../approvals/suppose.ts'
import type { VoteIs } from '../core/change.ts'
import type { Change } from '../core/change-state.ts'
import { type Document, strong } from '../core/document.ts'
import { ticked } from '../core/ticked.ts'
import { nearest } from '../core/usage.ts'
import { judged } from '../flows/bench.ts'
import { type Asked, command } from '../flows/command.ts'
import { mayViewChange } from '../flows/identity.ts'
import { openChanges } from '../flows/standing.ts'
import { sentence } from '../reports/sentence.ts'
import { verdictDifference } from '../reports/verdict-difference.ts'

const DEEDS: Readonly<Record<string, VoteIs>> = { approve: 'approve', deny: 'deny', withdraw: 'withdrawn' }

export default command({
  name: 'whatif',
  usage: '<change> <vote> <person>',
  summary: 'What would be, had somebody voted: `whatif 7 approve bo`, or `chen@github`. It changes nothing.',
  async run(asked) {
    const { world, repository, args } = asked
    const change = await changeNamed(asked, args.change)
    if (change === undefined)
      return sentence(`There is no open change ${args.change} here.`, '`/kedge approvals` lists those you may see')
    const is = Object.hasOwn(DEEDS, args.vote.toLowerCase()) ? DEEDS[args.vote.toLowerCase()] : undefined
    if (is === undefined) return noDeed(args.vote)
    const vote = supposedVote(args.person.toLowerCase(), is, repository.people)
    if ('code' in vote) return sentence(vote.says, vote.fix)
    const it = await judged(world, change, vote.person)
    const [first = '', ...lines] = verdictDifference(it.verdict, verdict(withVotes(it.bench, [vote])))
    const title = `If ${vote.person} voted ${args.vote.toLowerCase()} on ${it.name} now`
    return {
      summary: `${title}: ${first}`,
      blocks: [
        { is: 'text', words: [strong(title), ': ', ...ticked(first)] },
        ...(lines.length === 0 ? [] : [{ is: 'list', items: lines.map(line => ticked(line.trim())) } as const]),
        { is: 'note', words: ['Nothing was changed.'] },
      ],
    }
  },
})

/** By the number of its pull request or by its model, among those that exist for this person in this place. */
async function changeNamed(
  { world, repository, who, channel }: Pick<Asked<unknown>, 'world' | 'repository' | 'who' | 'channel'>,
  name: string,
): Promise<Change | undefined> {
  const open = (await openChanges(world.store)).map(({ it }) => it)
  const wanted = name.replace(/^#/, '').toLowerCase()
  return open
    .filter(it => mayViewChange(it, repository, who, channel))
    .find(it => `${it.pull?.pull}` === wanted || it.request.model === wanted)
}

function noDeed(word: string): Document {
  const known = Object.keys(DEEDS)
  const near = nearest(word, known)
  return sentence(
    `There is no vote ${word}.${near === undefined ? '' : ` Did you mean ${near}?`}`,
    `one of ${known.join(', ')}`,
  )
}
