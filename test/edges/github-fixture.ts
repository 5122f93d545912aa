import { createHash } from 'node:crypto'
import { OutsideError, type OutsideFault } from '../../src/core/outside.ts'
import { type GitHub, type GitHubSettings, openGitHub } from '../../src/edges/github.ts'
import { type FaultProxy, faultProxy } from '../../src/stand-ins/fault-proxy.ts'
import { type GitHubOptions, type GitHubStandIn, startGitHub } from '../../src/stand-ins/github.ts'

export const here = { owner: 'acme', repo: 'models' }

export const files = {
  'models/churn.yaml': 'kind: model\nid: churn\nversion: 1.0.0\n',
  'models/delay.yaml': 'kind: model\nid: delay\nversion: 1.1.0\n',
  'policies/gate.yaml': 'kind: guardrail\nid: gate\n',
  'README.md': '# Models\n',
  '.github/workflows/deliver.yml':
    'name: Deliver\nrun-name: deliver ${{ inputs.model }} ${{ inputs.change }}\non:\n  workflow_dispatch:\n    inputs:\n      model: {}\n      change: {}\n',
}

/** A stand-in with a door that can slam before it, and the edge that goes through that door. */
export interface Fixture {
  readonly gh: GitHubStandIn
  readonly door: FaultProxy
  readonly edge: GitHub
  /** The commit of `files` on `main`. */
  readonly first: string
  open(settings?: Partial<GitHubSettings>): GitHub
  /** What was asked of GitHub while this ran, as `GET git/trees` (tokens left out). */
  asked(what: () => Promise<unknown>): Promise<string[]>
  close(): Promise<void>
}

export async function fixture(more: Partial<GitHubOptions> = {}): Promise<Fixture> {
  const people = [
    { login: 'ana', name: 'Ana', email: 'ana@acme.test' },
    { login: 'bo', name: 'Bo', email: 'bo@acme.test' },
    { login: 'root', name: 'Root', email: 'root@acme.test', admin: true },
  ]
  const gh = await startGitHub({ ...here, people, webhookSecret: 's3cret', ...more })
  const first = await gh.seedRepository({ files, message: 'First' })
  const door = await faultProxy(gh.url)
  const open = (settings: Partial<GitHubSettings> = {}) => {
    const ours = { appId: gh.app.id, privateKey: gh.app.privateKey, baseUrl: door.url, pace: 'none' as const }
    return openGitHub({ ...here, ...ours, ...settings })
  }
  return {
    ...{ gh, door, first, open, edge: open() },
    async asked(what) {
      const from = door.calls.length
      await what()
      return door.calls.slice(from).map(call => `${call.method} ${shortly(call.path)}`)
    },
    async close() {
      await door.close()
      await gh.close()
    },
  }
}

function shortly(path: string): string {
  return path
    .replace('/repos/acme/models/', '')
    .replace(/\?.*$/, '')
    .replace(/[0-9a-f]{40}/g, 'SHA')
}

export function blobOf(text: string): string {
  const bytes = Buffer.from(text)
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

/** How a call failed, in a flow's terms; anything else is not an answer. */
export async function faultOf(call: Promise<unknown>): Promise<OutsideFault | 'fine'> {
  try {
    await call
    return 'fine'
  } catch (error) {
    if (error instanceof OutsideError) return error.is
    throw error
  }
}
