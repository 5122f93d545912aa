import { answersIn } from '../approvals/answers.ts'
import { verdict } from '../approvals/approval.ts'
import { withVotes } from '../approvals/suppose.ts'
import { type Change, modelsOf } from '../core/change-state.ts'
import type { Model } from '../core/model.ts'
import { judged } from '../flows/bench.ts'
import { type Asked, command } from '../flows/command.ts'
import { findingsOf } from '../flows/evidence.ts'
import { mayViewChange, visible } from '../flows/identity.ts'
import { findingsNow } from '../flows/look-findings.ts'
import { named, noneOfWords } from '../flows/named.ts'
import { openChanges } from '../flows/standing.ts'
import { partOtherwise } from '../flows/suppose-facts.ts'
import { type Supposition, suppositionFrom } from '../flows/supposition.ts'
import { sentence } from '../reports/sentence.ts'
import { findingsDifference, verdictDifference } from '../reports/verdict-difference.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'

export default command({
  name: 'whatif',
  usage: '<change> <supposed...>',
  summary: says.commandSummaries.whatif,
  async run(asked) {
    const shown = visible(asked.repository, asked.who, asked.channel)
    // Names of facts come from models, and nobody is told those of a model they may not see.
    const models = Object.fromEntries(shown.map(model => [model.id, model]))
    const read = suppositionFrom(asked.args.supposed, { ...asked.repository, models })
    const change = await changeNamed(asked, asked.args.change)
    const { model } = named(asked, asked.args.change)
    const all = `${asked.args.change} ${asked.args.supposed}`
    const slip = change || model ? undefined : noneOfWords({ ...asked, models: shown }, all, 'model')
    if (slip) return slip
    if ('problem' in read) return sentence(read.problem.says, read.problem.fix)
    if (change) return ofChange(asked, change, read)
    if (model && read.facts.length > 0 && read.votes.length === 0) return ofModel(asked, model, read)
    return sentence(...says.commandWhatif.noChange(asked.args.change))
  },
})

/** What the rules say and who counts, as it is and as it would be. */
async function ofChange(
  { world }: Pick<Asked<unknown>, 'world'>,
  change: Change,
  { votes, facts, words }: Supposition,
): Promise<Document> {
  const it = await judged(world, change, { presser: votes.map(({ person }) => person) })
  const bench = withVotes(it.bench, votes)
  const title = says.commandWhatif.ofChange(it.name, words)
  if (facts.length === 0) return told(title, verdictDifference(it.verdict, verdict(bench)))
  if (!change.pull) return sentence(...says.commandWhatif.notOpen(it.name))
  const pull = await world.see.pull(change.pull.pull)
  const contents = await world.see.contents(pull)
  // Of the files as they would be: what is supposed changes nothing that it says nothing of.
  const all = (supposed: typeof facts) => findingsNow(world, change, contents, pull.head, supposed)
  const [before, after] = await Promise.all([all([]), all(facts)])
  const parts = bench.parts.map(part => partOtherwise(part, facts))
  const then = verdict({ ...bench, parts, ...answersIn(after, parts) })
  return told(title, [...verdictDifference(it.verdict, then), ...findingsDifference(before, after)])
}

async function ofModel(
  { world }: Pick<Asked<unknown>, 'world'>,
  model: Model,
  { facts, words }: Supposition,
): Promise<Document> {
  const [before, after] = await Promise.all([findingsOf(world, model), findingsOf(world, model, undefined, facts)])
  const lines = findingsDifference(before, after)
  const { ofModel: title, same } = says.commandWhatif
  return told(title(model.name, words), lines.length > 0 ? lines : [same])
}

function told(title: string, [first = '', ...lines]: readonly string[]): Document {
  const { summary, said, unchanged } = says.commandWhatif
  return {
    summary: summary(title, first),
    blocks: [
      { is: 'text', words: said(title, first) },
      ...(lines.length === 0 ? [] : [{ is: 'list', items: lines.map(line => ticked(line.trim())) } as const]),
      { is: 'note', words: [unchanged] },
    ],
  }
}

/** By the number of its pull request, by the model it was asked of, or by one it changes: of those that exist for this person here. */
async function changeNamed(
  { world, repository, who, channel }: Pick<Asked<unknown>, 'world' | 'repository' | 'who' | 'channel'>,
  name: string,
): Promise<Change | undefined> {
  const open = (await openChanges(world.store)).map(({ it }) => it)
  const wanted = name.replace(/^#/, '').toLowerCase()
  const seen = open.filter(it => mayViewChange(it, repository, who, channel))
  return (
    seen.find(it => `${it.pull?.pull}` === wanted || it.request.model === wanted) ??
    seen.find(it => modelsOf(it).includes(wanted))
  )
}
