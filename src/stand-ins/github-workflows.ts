/** Workflow files become known by a push, a dispatch becomes a run with its title, and the owner plays the runner. */
import { load } from 'js-yaml'
import type { Loose } from './emulate.ts'
import { ask, at, bodyOf, caller, type Ground, object, refuse, replace, rows, tip } from './github-ground.ts'
import { files, treeOf } from './github-history.ts'
import { announce } from './github-merge.ts'

/** A run that was asked for: what its runner needs to know. */
export interface DispatchedRun {
  readonly id: number
  /** The path of the workflow file. */
  readonly workflow: string
  readonly ref: string
  readonly inputs: Readonly<Record<string, string>>
}

export type Conclusion = 'success' | 'failure' | 'cancelled' | 'timed_out'

/** Plays the runner. The answer ends the run; `undefined` leaves it running until `completeRun`. */
export type OnDispatch = (run: DispatchedRun) => Conclusion | undefined | Promise<Conclusion | undefined>

export function amendWorkflows(g: Ground, dispatched: (run: DispatchedRun) => void): void {
  replace(g, 'POST', '/repos/:owner/:repo/actions/workflows/:workflow/dispatches', c => dispatch(g, c, dispatched))
}

/** After a push to the default branch: the workflow files there are the workflows. */
export function learnWorkflows(g: Ground, repo: Loose, branch: string): void {
  if (branch !== repo.default_branch) return
  for (const [path, entry] of files(g, repo, treeOf(g, repo, tip(g, repo, branch)))) {
    if (!/^\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) continue
    if (rows(g, 'workflows', repo).some(w => w.path === path)) continue
    const name = parsed(g, repo, entry)?.name ?? path
    g.db.workflows.insert({ repo_id: repo.id, node_id: '', name, path, state: 'active', badge_url: '' })
  }
}

/** Ends a run: two webhooks, `in_progress` and `completed`. */
export async function completeRun(g: Ground, id: number, conclusion: Conclusion): Promise<void> {
  const row = g.db.workflowRuns.get(id)
  if (!row) throw new Error(`there is no workflow run ${id} in the GitHub stand-in`)
  g.db.workflowRuns.update(id, { status: 'in_progress' })
  await say(g, id, 'in_progress')
  g.db.workflowRuns.update(id, { status: 'completed', conclusion })
  await say(g, id, 'completed')
}

async function dispatch(g: Ground, c: Loose, dispatched: (run: DispatchedRun) => void): Promise<Response> {
  const { repo } = at(g, c)
  const permission = c.get('authUser')?.installation?.permissions.actions ?? 'write'
  if (!repo || permission !== 'write') return refuse(c, 403, 'Resource not accessible by integration')
  const wanted = c.req.param('workflow')
  const workflow = rows(g, 'workflows', repo).find(w => String(w.id) === wanted || w.path.endsWith(`/${wanted}`))
  const { ref, inputs = {} } = await bodyOf(c)
  if (!workflow) return refuse(c, 404, 'Not Found')
  const branch = String(ref ?? '').replace(/^refs\/heads\//, '')
  const sha = tip(g, repo, branch)
  if (!sha) return refuse(c, 422, `No ref found for: ${ref}`)
  const file = parsed(g, repo, files(g, repo, treeOf(g, repo, sha)).get(workflow.path))
  const complaint = complain(file, inputs)
  if (complaint) return refuse(c, 422, complaint)
  const values = withDefaults(file, inputs)
  const run = { repo, workflow, sha, branch, actor: caller(g, c), title: titleOf(file, workflow, values) }
  const id = start(g, run)
  await say(g, id, 'requested')
  dispatched({ id, workflow: workflow.path, ref: branch, inputs: values })
  return c.body(null, 204)
}

function start(g: Ground, run: Loose): number {
  const { repo, workflow, sha, branch, actor, title } = run
  const before = g.db.workflowRuns.findBy('workflow_id', workflow.id).length
  return g.db.workflowRuns.insert({
    node_id: '',
    repo_id: repo.id,
    workflow_id: workflow.id,
    name: workflow.name,
    display_title: title,
    head_branch: branch,
    head_sha: sha,
    run_number: before + 1,
    event: 'workflow_dispatch',
    status: 'queued',
    conclusion: null,
    actor_id: actor.id,
    run_attempt: 1,
    run_started_at: g.now().toISOString(),
  }).id
}

function parsed(g: Ground, repo: Loose, entry: Loose): Loose {
  const text = entry && object(g, 'blobs', repo, entry.sha)?.content
  try {
    return text && load(text)
  } catch {
    return undefined
  }
}

/** What GitHub refuses: a file that cannot be dispatched, an input it does not know, one it must have. */
function complain(file: Loose, inputs: Loose): string | undefined {
  const on = file?.on
  const can =
    on === 'workflow_dispatch' ||
    (Array.isArray(on) ? on.includes('workflow_dispatch') : on && 'workflow_dispatch' in on)
  if (!can) return `Workflow does not have 'workflow_dispatch' trigger`
  const known = declared(file)
  const unexpected = Object.keys(inputs).filter(name => !(name in known))
  if (unexpected.length > 0) return `Unexpected inputs provided: ${JSON.stringify(unexpected)}`
  const missing = Object.keys(known).find(n => known[n]?.required && known[n].default === undefined && !(n in inputs))
  return missing && `Required input '${missing}' not provided`
}

function declared(file: Loose): Loose {
  return file.on?.workflow_dispatch?.inputs ?? {}
}

function withDefaults(file: Loose, inputs: Loose): Record<string, string> {
  const defaults = Object.entries<Loose>(declared(file)).map(([name, input]) => [name, String(input?.default ?? '')])
  const given = Object.entries(inputs).map(([name, value]) => [name, String(value)])
  return Object.fromEntries([...defaults, ...given])
}

/** `run-name:` with the inputs filled in, as GitHub shows it; else the workflow's name. */
function titleOf(file: Loose, workflow: Loose, inputs: Record<string, string>): string {
  const pattern = /\$\{\{\s*(?:github\.event\.)?inputs\.([\w-]+)\s*\}\}/g
  return file['run-name']?.replace(pattern, (_: string, name: string) => inputs[name] ?? '') ?? workflow.name
}

async function say(g: Ground, id: number, action: string): Promise<void> {
  const row = g.db.workflowRuns.get(id)
  const repo = g.db.repos.get(row.repo_id)
  const workflow_run = await ask(g, `/repos/${repo.full_name}/actions/runs/${id}`)
  const workflow = await ask(g, `/repos/${repo.full_name}/actions/workflows/${row.workflow_id}`)
  await announce(g, repo, g.db.users.get(row.actor_id), 'workflow_run', action, { workflow_run, workflow })
}
