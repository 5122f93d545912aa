import type { ApiKey } from './edges/api-door.ts'
import type { Connections } from './edges/connections.ts'
import type { GitHubSettings } from './edges/github.ts'
import type { Apis } from './edges/http-queries.ts'
import type { SlackSettings } from './edges/slack.ts'
import type { Webhooks } from './edges/webhook.ts'
import type { Failpoint } from './flows/failpoints.ts'
import type { Log, World } from './flows/world.ts'
import type { Pushes } from './sources/push.ts'

/** What a bot is put together from: the deployment’s settings, and what tests put in their place. */
export interface Parts {
  readonly github: GitHubSettings & { readonly webhookSecret?: string }
  readonly slack: Omit<SlackSettings, 'log'>
  readonly connections: Connections
  /** What is asked over HTTP, by name. */
  readonly apis?: Apis
  /** Whoever delivers or trains by a signed call, by name. */
  readonly webhooks?: Webhooks
  /** Whoever sends readings, by name. */
  readonly pushes?: Pushes
  /** What new versions are signed with; left out: none is taken. */
  readonly api?: ApiKey
  /** Whoever scrapes /metrics sends it; left out: nobody does. */
  readonly metricsToken?: string
  /** A folder, or ':memory:'. */
  readonly data: string
  readonly log: Log
  readonly now?: () => Date
  readonly failpoint?: Failpoint
  /** Stands between the flows and the data; tests that measure the same days again and again remember the answers. */
  readonly query?: (ask: World['see']['query']) => World['see']['query']
  /** Where pictures are drawn; left out: here. Tests that show the same chart again and again remember it. */
  readonly draw?: World['see']['draw']
  /** How long a piece of work may take, and the wait after a first failure; defaults for production. */
  readonly leaseMs?: number
  /** How long rules that were read are taken to be the newest, unless GitHub says that something moved; 2 s unless told. */
  readonly rulesMs?: number
  /** The same for accounts and teams, which nobody tells of. */
  readonly accountsMs?: number
  readonly backoffMs?: number
  readonly mostTries?: number
  readonly inboxMost?: number
}
