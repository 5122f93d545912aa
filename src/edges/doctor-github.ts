import { isWell, type Probe, passed, unseen } from '../core/probe.ts'
import { CHECK_NAME } from '../flows/bench.ts'
import { fromError, reachFix, reachProbe } from '../flows/doctor.ts'
import {
  deliveryProbe,
  eventsProbe,
  installationProbes,
  webhookProbe,
  withoutWebhooks,
} from '../flows/doctor-github.ts'
import type { ConnectionTypes } from '../flows/doctor-queries.ts'
import { checkNameProbes, mainProbes, policyProbes, recordProbe, type SeenHead } from '../flows/doctor-repository.ts'
import type { Branch } from '../flows/world.ts'
import { says } from '../words/says.ts'
import type { AllConnections } from './connections.ts'
import type { Deployment } from './deployment.ts'
import { askClock } from './doctor-clock.ts'
import { branchNamed, mainBranch } from './github-branches.ts'
import { type GitHubClient, githubClient } from './github-client.ts'
import { recordBranch } from './github-commits.ts'
import { unless } from './github-demands.ts'
import { githubObjects } from './github-objects.ts'
import { readRepository } from './github-repository.ts'
import { whoAmI } from './github-self.ts'

type Settings = Deployment['github']

const US = says.edgeDoctorGithub.us

const TIMEOUT_MS = 10_000

/** The clock, the App and where it is installed, its webhooks, and the branches and files of the policy repository. */
export async function githubProbes(
  settings: Settings,
  connections: AllConnections | undefined,
  now: () => Date,
): Promise<readonly Probe[]> {
  const { baseUrl = 'https://api.github.com' } = settings
  const client = githubClient({ ...settings, timeoutMs: TIMEOUT_MS })
  const at: Looking = { client, reach: reachFix('GitHub', baseUrl), connections, now }
  const [clock, app] = await Promise.all([
    askClock('github-clock', 'GitHub', baseUrl, now),
    tried(at, 'github-app', () => appProbes(client)),
  ])
  if (!isWell(app)) return [clock, ...app, unseen('github', ...says.flowDoctor.notYet.installation)]
  const installed = await tried(at, 'github-installation', () => installedProbes(client))
  const hooks = settings.webhookSecret === undefined ? [withoutWebhooks] : await hookProbes(at)
  if (installed.some(it => it.name === 'github-installation' && it.outcome !== 'pass'))
    return [clock, ...app, ...installed, ...hooks, unseen('branches', ...says.flowDoctor.notYet.branches)]
  const repository = await Promise.all([branchProbes(at), tried(at, 'policy-files', () => fileProbes(at))])
  return [clock, ...app, ...installed, ...hooks, ...repository.flat()]
}

interface Looking {
  readonly client: GitHubClient
  /** What to do where GitHub does not answer. */
  readonly reach: string
  readonly connections: AllConnections | undefined
  now(): Date
}

const tried = ({ reach }: Looking, name: string, look: () => Promise<readonly Probe[]>) =>
  look().catch((error: unknown) => fromError(name, error, reach))

async function appProbes(client: GitHubClient): Promise<readonly Probe[]> {
  const { data } = await client.call('apps.getAuthenticated', {})
  return [passed('github-app', says.edgeDoctorGithub.taken(data?.name))]
}

async function installedProbes(client: GitHubClient): Promise<readonly Probe[]> {
  return installationProbes(client.repository, await whoAmI(client))
}

/** Each by itself: an Enterprise Server may answer one and not another. */
async function hookProbes(at: Looking): Promise<readonly Probe[]> {
  const { client } = at
  const shown = <T>(asked: Promise<T>) => unless(({ status }) => status === 404, asked)
  const all = await Promise.all([
    tried(at, 'github-events', async () => {
      const { data } = await client.call('apps.getRepoInstallation', {})
      return [eventsProbe(data.events)]
    }),
    tried(at, 'github-webhook', async () => [
      webhookProbe((await shown(client.call('apps.getWebhookConfigForApp', {})))?.data),
    ]),
    tried(at, 'github-deliveries', async () => [
      deliveryProbe((await shown(client.call('apps.listWebhookDeliveries', { per_page: 1 })))?.data),
    ]),
  ])
  return [...all.flat(), reachProbe('github', 'GitHub', '/github')]
}

async function branchProbes(at: Looking): Promise<readonly Probe[]> {
  const { client } = at
  const objects = githubObjects(client)
  const [main, record] = await Promise.all([
    tried(at, 'main-branch', async () => {
      const branch = await mainBranch(client, objects)
      return [...mainProbes(branch, CHECK_NAME), ...(await tried(at, 'check-names', () => checkProbes(client, branch)))]
    }),
    tried(at, 'record-branch', async () => [recordProbe(await branchNamed(client, objects, recordBranch(client)))]),
  ])
  return [...main, ...record]
}

/** A workflow may run on pull requests alone: of the newest that are open, so many heads are looked at beside that of main. */
const PULLS = 10

async function checkProbes(client: GitHubClient, main: Branch): Promise<readonly Probe[]> {
  const newest = { base: main.name, state: 'open', sort: 'created', direction: 'desc', per_page: PULLS } as const
  const { data: pulls } = await client.call('pulls.list', newest)
  const heads = await Promise.all([
    seenOn(client, says.edgeDoctorGithub.headOf(main.name), main.sha),
    ...pulls.map(({ number, head }) => seenOn(client, says.edgeDoctorGithub.headOfPull(number), head.sha)),
  ])
  return checkNameProbes(main, CHECK_NAME, US, heads)
}

async function seenOn(client: GitHubClient, of: string, ref: string): Promise<SeenHead> {
  const runs = await client.every('checks.listForRef', { ref, filter: 'all' }, a => a.data.check_runs)
  const { appId } = client.settings
  const appOf = ({ app }: (typeof runs)[number]) =>
    app?.id === appId ? US : (app?.name ?? says.edgeDoctorGithub.stranger)
  return { of, runs: runs.map(run => ({ name: run.name, app: appOf(run) })) }
}

async function fileProbes({ client, connections, now }: Looking): Promise<readonly Probe[]> {
  return policyProbes(await readRepository(client, githubObjects(client))(), connections && typesOf(connections), now())
}

function typesOf({ connections, apis, webhooks, pushes }: AllConnections): ConnectionTypes {
  const all = { ...connections, ...apis, ...webhooks, ...pushes }
  return Object.fromEntries(Object.entries(all).map(([name, { type }]) => [name, type]))
}
