import type { Change } from '../core/change-state.ts'
import { sealOf } from '../core/change-state.ts'
import { happened } from '../core/event.ts'
import { editScalar } from '../core/yaml-text.ts'
import { judged, nameOfBranch } from '../flows/bench.ts'
import { followChange } from '../flows/jobs.ts'
import { effect, NOTHING } from '../flows/outcome.ts'
import { changeOf } from '../flows/standing.ts'
import type { Pull, World } from '../flows/world.ts'
import { markdown } from '../reports/markdown.ts'
import { pullBody, pullTitle } from '../reports/pull-body.ts'

/** One pull request a change, found by its branch; its body says what is asked, why, on what evidence, and who must approve. */
export default effect({
  name: 'show-pull',
  summary: 'Opens the pull request of a change and keeps its body true.',
  async run(world, job) {
    const change = (await changeOf(world.store, job.subject))?.it
    if (!change || change.merged || change.closed) return NOTHING
    if (!change.pull) return open(world, change)
    if (sealOf(change)) await world.do.updatePull(change.pull.pull, await body(world, change))
    return NOTHING
  },
})

async function open(world: World, change: Change) {
  const branch = nameOfBranch(change)
  const pull = (await world.see.pullOfBranch(branch)) ?? (await create(world, change, branch))
  if (!pull) {
    const says = 'the file no longer holds the value the change was planned on'
    return {
      facts: [{ subject: change.id, events: [happened('change.closed', 'kedge', { outcome: 'failed', says })] }],
    }
  }
  const fact = happened('change.opened', 'kedge', { pull: pull.number, branch, base: pull.base })
  return { facts: [{ subject: change.id, events: [fact] }], jobs: [followChange(change.id)] }
}

/** The branch appears with its one commit on it or not at all, so a crash leaves nothing to clean up. */
async function create(world: World, change: Change, branch: string): Promise<Pull | undefined> {
  const { commit, files } = await world.see.repository()
  if (!(await world.see.branch(branch))) {
    const edited: Record<string, string> = {}
    for (const { path, at, from, to } of change.request.edits) {
      const text = edited[path] ?? files[path]?.text
      if (text === undefined) return undefined
      edited[path] = editScalar(text, at, from, to)
    }
    const { sha } = await world.do.commitFiles({ parent: commit, message: pullTitle(change), files: edited })
    await world.do.createBranch(branch, sha)
  }
  const base = (await world.see.mainBranch()).name
  await world.do.createPull({ branch, base, title: pullTitle(change), body: await body(world, change) })
  return world.see.pullOfBranch(branch)
}

async function body(world: World, change: Change): Promise<string> {
  const { people } = (await world.policy()).people
  return markdown(pullBody(await judged(world, change)), people)
}
