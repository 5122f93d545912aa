/** The App's check, and the runs of a workflow. */
import type { Check, Eyes, Hands, Run, WorkflowStart } from '../flows/world.ts'
import type { GitHubClient } from './github-client.ts'

/** Only our own App's: anybody who may write can make a check of the same name. */
export async function checkOf(client: GitHubClient, head: string, name: string): ReturnType<Eyes['check']> {
  const asked = { ref: head, check_name: name, app_id: client.settings.appId, filter: 'all' as const }
  const runs = await client.every('checks.listForRef', asked, a => a.data.check_runs)
  const ours = runs.filter(run => run.app?.id === client.settings.appId && run.name === name)
  const newest = ours.toSorted((a, b) => b.id - a.id)[0]
  return newest && { id: newest.id, conclusion: newest.conclusion }
}

/** The mark must stand alone in the title, so that `c1` is not found in `c12` or `c1:m`. GitHub lists a thousand at most. */
export async function runMarked(client: GitHubClient, workflow: string, mark: string): Promise<Run | undefined> {
  const asked = { workflow_id: workflow, event: 'workflow_dispatch' }
  const runs = await client.every('actions.listWorkflowRuns', asked, a => a.data.workflow_runs)
  const ours = runs.filter(run => run.event === 'workflow_dispatch' && holds(run.display_title, mark))
  const newest = ours.toSorted((a, b) => b.id - a.id)[0]
  if (!newest) return undefined
  const status = newest.status === 'completed' ? 'completed' : newest.status === 'in_progress' ? 'running' : 'waiting'
  return { id: newest.id, url: newest.html_url, status, conclusion: newest.conclusion }
}

function holds(title: string, mark: string): boolean {
  const [inWord, goesOn] = [/[A-Za-z0-9_-]/, /^:?[A-Za-z0-9_-]/]
  const at = title.indexOf(mark)
  if (at < 0 || mark === '') return false
  const [before, after] = [title.charAt(at - 1), title.slice(at + mark.length)]
  return (!inWord.test(before) && !goesOn.test(after)) || holds(title.slice(at + 1), mark)
}

/** A webhook is another’s to call. */
export interface StartsWorkflows {
  dispatch(run: WorkflowStart): Promise<void>
}

export const checkHands = (client: GitHubClient): Pick<Hands, 'createCheck' | 'updateCheck'> & StartsWorkflows => ({
  async createCheck(check) {
    const { data } = await client.call('checks.create', { name: check.name, head_sha: check.head, ...shown(check) })
    return { id: data.id }
  },
  async updateCheck(id, check) {
    await client.call('checks.update', { check_run_id: id, name: check.name, ...shown(check) })
  },
  async dispatch({ workflow, ref, inputs }) {
    await client.call('actions.createWorkflowDispatch', { workflow_id: workflow, ref, inputs: { ...inputs } })
  },
})

function shown({ conclusion, title, summary, annotations = [] }: Check) {
  const output = { title, summary, annotations: annotations.map(annotation) }
  if (conclusion === undefined) return { status: 'in_progress' as const, output }
  return { status: 'completed' as const, conclusion, output }
}

function annotation({ path, line, level, title, message }: NonNullable<Check['annotations']>[number]) {
  return { path, start_line: line, end_line: line, annotation_level: level, title, message }
}
