import type { Change } from '../core/change-state.ts'
import { sealOf } from '../core/change-state.ts'
import { happened } from '../core/event.ts'
import { OutsideError } from '../core/outside.ts'
import { ProblemError } from '../core/problem.ts'
import { AT_ONCE, digestsOf, restoredLately, restoredNotBefore, writtenOver } from '../core/written-over.ts'
import { asOf } from '../flows/as-of.ts'
import { judged, modelIn, nameOfBranch } from '../flows/bench.ts'
import { caseChartOf } from '../flows/case-evidence.ts'
import { goesOnIn } from '../flows/goes-on.ts'
import { followChange, showCase, showPull } from '../flows/jobs.ts'
import { mergedAs, momentOfMerge } from '../flows/merged-as.ts'
import { heard, inCase, underCard } from '../flows/notes.ts'
import { effect, NOTHING, type Outcome } from '../flows/outcome.ts'
import { isEndedHere, isOpenedAgain } from '../flows/pulls-known.ts'
import { caseOf, changeOf, type Standing } from '../flows/standing.ts'
import type { NewJob } from '../flows/store.ts'
import type { Pull, Snapshot, World } from '../flows/world.ts'
import { askedNote, failedNote, writtenOverNote } from '../reports/change-notes.ts'
import { markdown } from '../reports/markdown.ts'
import { pullBody, pullTitle } from '../reports/pull-body.ts'
import { applyEdits } from '../repository/apply-edits.ts'
import { link } from '../words/document.ts'
import { says } from '../words/says.ts'

/** One pull request a change, found by its branch; its body says what is asked, why, on what evidence, and who must approve. */
export default effect({
  name: 'show-pull',
  summary: says.effectSummaries.showPull,
  async run(world, job) {
    const standing = await changeOf(world.store, job.subject)
    const change = standing?.it
    if (!change) return NOTHING
    if (change.closed) return close(world, standing)
    if (!change.pull) return change.merged ? NOTHING : open(world, change)
    // What a person wrote of their own pull request stays theirs.
    if (change.request.door === 'repository') return NOTHING
    return sealOf(change) ? write(world, change, change.pull.pull, job.body) : NOTHING
  },
})

/** What was merged is looked up by people too: it says what it said, and nobody else writes into it. */
async function write(world: World, change: Change, number: number, account: string): Promise<Outcome> {
  const pull = await world.see.pull(number)
  const other = writtenOver(change, pull)
  if (change.merged && other.length === 0) return NOTHING
  const due = other.length > 0 ? restoredNotBefore(change, world.now()) : undefined
  if (due) return { jobs: [{ ...showPull(change.id), due }] }
  const is = {
    title: pullTitle(change),
    body: await body(change.merged ? await atMerge(world, change, pull) : world, change),
  }
  await world.do.updatePull(number, is)
  const written = digestsOf(is.title, is.body)
  // What we had written when we were stopped is on record by nothing yet, and nobody else’s.
  const found = digestsOf(pull.title, pull.body)
  const over = other.filter(part => found[part] !== written[part])
  const isKnown = written.title === change.described?.title && written.body === change.described.body
  if (isKnown && over.length === 0) return NOTHING
  const by = account === '' ? {} : { account: `github:${account}` as const }
  const fact = happened('change.described', 'kedge', { ...written, ...(over.length > 0 && { over, ...by }) })
  return {
    facts: [{ subject: change.id, events: [fact] }],
    jobs: over.length > 0 ? await overNote(world, change, { ...fact.body, at: world.now().toISOString() }) : [],
  }
}

/**
 * It keeps its title: whoever asked took it back, or asked for something else since. Whoever finds it reads that it is over,
 * and gives no vote that nobody hears. What somebody has opened again since is another change; what a person opened is
 * closed by people.
 */
async function close(world: World, { it: change, events }: Standing<Change>): Promise<Outcome> {
  const end = events.findLast(event => event.type === 'change.closed')
  if (!change.pull || !end || change.request.door === 'repository' || !isEndedHere(end)) return NOTHING
  const pull = await world.see.pull(change.pull.pull)
  if (pull.state !== 'open' || (await isOpenedAgain(world, change, pull))) return NOTHING
  const goesOn = await goesOnIn(world, change)
  if (goesOn === 'unopened')
    return { jobs: [{ ...showPull(change.id), due: new Date(world.now().getTime() + OPENED_MS) }] }
  const [{ people }, it, chart] = await Promise.all([world.policy(), judged(world, change), chartOf(world, change)])
  const [next] = goesOn
  const on = next === undefined ? undefined : link(`#${next}`, await world.see.pullUrl(next))
  const { outcome, because = '', says: why } = end.body
  const ended = outcome === 'withdrawn' ? { by: end.by, because } : { says: why, ...(on !== undefined && { on }) }
  const text = markdown(pullBody(it, chart, ended), people.people)
  await world.do.updatePull(pull.number, { title: pull.title, body: text, closes: true })
  return NOTHING
}

/** By the rules and the clock of then. */
async function atMerge(world: World, change: Change, pull: Pull): Promise<World> {
  const { then } = await mergedAs(world, change, pull)
  return then ? { ...world, ...asOf(world, then, momentOfMerge(change, pull, world.now())) } : world
}

/** After as long its successor is looked for again, so that whoever finds it reads where it goes on. */
const OPENED_MS = 5000

/** Told once, when it begins to be answered more slowly. */
async function overNote(world: World, change: Change, last: Change['restored'][number]): Promise<readonly NewJob[]> {
  const lately = restoredLately({ restored: [...change.restored, last] }, world.now())
  if (lately.length !== AT_ONCE || !change.pull) return []
  const url = await world.see.pullUrl(change.pull.pull)
  return underCard(change, 'written-over', writtenOverNote(change, url, lately, (await world.policy()).people))
}

async function open(world: World, change: Change): Promise<Outcome> {
  const branch = nameOfBranch(change)
  const pull = (await world.see.pullOfBranch(branch)) ?? (await create(world, change, branch))
  const model = modelIn(await world.policy(), change)
  if ('cannot' in pull) {
    const fact = happened('change.closed', 'kedge', { outcome: 'failed', says: pull.cannot })
    const note = model ? heard(change, model, 'failed', failedNote(change, pull.cannot)) : []
    return { facts: [{ subject: change.id, events: [fact] }], jobs: [...showCases(change), ...note] }
  }
  const opened = { pull: pull.number, branch, base: pull.base }
  const fact = happened('change.opened', 'kedge', opened)
  const note = model ? inCase(change, model, 'asked', askedNote({ ...change, pull: opened }, pull.url)) : []
  return {
    facts: [{ subject: change.id, events: [fact] }],
    jobs: [followChange(change.id), ...showCases(change), ...note],
  }
}

const showCases = ({ request }: Change) => (request.case === undefined ? [] : [showCase(request.case)])

/** The branch appears with its one commit on it or not at all, so a crash leaves nothing to clean up. */
async function create(world: World, change: Change, branch: string): Promise<Pull | { readonly cannot: string }> {
  const { commit, files } = await world.see.repository()
  if (!(await world.see.branch(branch))) {
    const edited = edit(change, files)
    if ('cannot' in edited) return edited
    // With its name in it: the same files in the same second would be the same commit, and one check for two changes.
    const message = `${pullTitle(change)}\n\nKedge-Change: ${change.id}`
    const { sha } = await world.do.commitFiles({ parent: commit, message, files: edited.files })
    await world.do.createBranch(branch, sha)
  }
  const base = (await world.see.mainBranch()).name
  await world.do.createPull({ branch, base, title: pullTitle(change), body: await body(world, change) })
  const pull = await world.see.pullOfBranch(branch)
  if (!pull) throw new OutsideError('unavailable', says.effectShowPull.notListed(branch))
  return pull
}

/** The files with the plan’s values in them, or why the plan does not fit them any more: asking again is a new plan. */
function edit(
  { request }: Change,
  files: Snapshot['files'],
): { files: Readonly<Record<string, string>> } | { cannot: string } {
  try {
    return { files: applyEdits(files, request.edits) }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { cannot: error.problems.map(p => p.says).join(' ') }
  }
}

async function body(world: World, change: Change): Promise<string> {
  const [{ people }, it, chart] = await Promise.all([world.policy(), judged(world, change), chartOf(world, change)])
  return markdown(pullBody(it, chart), people.people)
}

/** The chart of the case it came from, drawn by GitHub itself. */
async function chartOf(world: World, { request }: Change): Promise<string | undefined> {
  const standing = request.case === undefined ? undefined : await caseOf(world.store, request.case)
  return standing && (await caseChartOf(world, standing.it))?.mermaid
}
