import type { Case } from '../core/case.ts'
import { happened } from '../core/event.ts'
import { modelNamed } from '../flows/case-evidence.ts'
import { showCase } from '../flows/jobs.ts'
import { effect, NOTHING } from '../flows/outcome.ts'
import { caseOf } from '../flows/standing.ts'
import type { World } from '../flows/world.ts'
import { againDocument, issueDocument, issueTitle, recoveredDocument } from '../reports/issue.ts'
import { markdown } from '../reports/markdown.ts'
import { says } from '../words/says.ts'

/** Clocks differ; nobody opens an issue of a case a day before it. */
const EARLIER_MS = 86_400_000

/** One issue a case, found by its mark before it is opened; a comment and its end when the case is over. */
export default effect({
  name: 'show-issue',
  summary: says.effectSummaries.showIssue,
  async run(world, { subject }) {
    const it = (await caseOf(world.store, subject))?.it
    const wanted = it?.played?.find(({ act, outcome }) => act === 'issue' && outcome === 'done')
    if (!it || !wanted) return NOTHING
    // Of a model that is gone nobody opens one any more.
    const isGone = !Object.hasOwn((await world.policy()).models, it.model)
    if (!it.issue) return isGone ? NOTHING : open(world, it, 'labels' in wanted ? (wanted.labels ?? []) : [])
    if (it.closed && !it.issue.closed) return close(world, it, it.issue.number)
    // It stays closed, and says in each later round that the case goes on, and how that ended.
    if (it.rounds) await comment(world, it, it.issue.number)
    return NOTHING
  },
})

async function open(world: World, it: Case, labels: readonly string[]) {
  const since = new Date(Date.parse(it.detected) - EARLIER_MS)
  const known = await world.see.issue(markOf(it), since)
  const { number, url } = known ?? (await create(world, it, labels))
  const facts = [{ subject: it.id, events: [happened('case.issue-opened', 'kedge', { number, url })] }]
  // A case may be over before its issue is there.
  return {
    facts,
    jobs: [showCase(it.id)],
    ...(it.closed && { again: { at: world.now(), why: says.effectShowIssue.toClose } }),
  }
}

async function create(world: World, it: Case, labels: readonly string[]) {
  const repository = await world.policy()
  const model = modelNamed(repository, it.model)
  const body = `${markdown(issueDocument(model, it), repository.people.people)}\n\n${markOf(it)}`
  return world.do.createIssue({ title: issueTitle(model, it), body, labels })
}

async function close(world: World, it: Case, number: number) {
  await comment(world, it, number)
  await world.do.closeIssue(number)
  return { facts: [{ subject: it.id, events: [happened('case.issue-closed', 'kedge', {})] }] }
}

/** Once in each round when it goes on, and once when it is over. */
async function comment(world: World, it: Case, number: number): Promise<void> {
  const mark = it.rounds ? markOf(it, `:${it.rounds.length}:${it.closed ? 'over' : 'again'}`) : markOf(it)
  if (await world.see.isCommented(number, mark)) return
  const { people } = (await world.policy()).people
  const document = it.closed ? recoveredDocument(it) : againDocument(it)
  await world.do.commentIssue(number, `${markdown(document, people)}\n\n${mark}`)
}

const markOf = ({ id }: Case, of = '') => `<!-- kedge:${id}${of} -->`
