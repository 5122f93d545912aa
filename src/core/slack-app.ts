/** What the Slack app may do and hears, and why. The manifest, the README's table and the edge's calls all come from here. */
import { ProblemError, problem } from './problem.ts'

export interface SlackScope {
  /** Slack's own name. */
  readonly name: string
  readonly because: string
}

export const SLACK_SCOPES = [
  { name: 'commands', because: 'People type `/kedge …`.' },
  { name: 'chat:write', because: 'Posts and updates cards, and answers in words that only one person sees.' },
  { name: 'channels:history', because: 'Looks for a card of its own in a public channel before it posts one again.' },
  { name: 'groups:history', because: 'Looks for a card of its own in a private channel before it posts one again.' },
  { name: 'files:read', because: 'Reads a CSV file of readings that somebody drops in a model’s channel.' },
  { name: 'files:write', because: 'Uploads the charts that stand in cards.' },
  { name: 'users:read', because: 'Sees whether an account is a guest, a bot or deleted: those are never counted.' },
] as const satisfies readonly SlackScope[]

export type SlackScopeName = (typeof SLACK_SCOPES)[number]['name']

/** Every method of the Web API the edge can call, and the scopes it needs. A call that is not here does not compile. */
export const SLACK_CALLS = {
  'auth.test': [],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.replies': ['channels:history', 'groups:history'],
  'files.info': ['files:read'],
  'files.uploadV2': ['files:write'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
} as const satisfies Readonly<Record<string, readonly SlackScopeName[]>>

/** What `kedge doctor` calls besides. */
export const SLACK_LOOKS = {
  'bots.info': ['users:read'],
  'apps.connections.open': [],
} as const satisfies Readonly<Record<string, readonly SlackScopeName[]>>

export type SlackCall = keyof typeof SLACK_CALLS | keyof typeof SLACK_LOOKS

/** Whatever else people do comes as a command, a press or a submission. */
export const SLACK_EVENTS = [
  { name: 'app_home_opened', because: 'So that the Home of the app says what waits on whoever opens it.' },
  { name: 'file_shared', because: 'So that a CSV file of readings can be looked at and stored.' },
  { name: 'app_uninstalled', because: 'So that the log says why nothing works any more.' },
  { name: 'tokens_revoked', because: 'So that the log says why nothing works any more.' },
] as const satisfies readonly SlackScope[]

/** The one path at which Slack reaches the bot over HTTP. */
export const slackPath = '/slack/events'

/**
 * The manifest to create the Slack app from. In Socket Mode nothing is exposed; else `url` is where Slack reaches the bot
 * from outside (`https://kedge.example.com`).
 */
export function slackManifest(app: { name?: string; url?: string; socketMode: boolean }) {
  const { name = 'Kedge', socketMode } = app
  const request = socketMode ? {} : { request_url: addressOf(app.url) }
  const command = {
    command: '/kedge',
    description: 'Models: how they do, what they need, who approves',
    usage_hint: 'help | status | rollback <model> to <version> because …',
    should_escape: false,
  }
  return {
    display_information: { name, description: 'Governs models by reviewed files in git', background_color: '#1f3a5f' },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: false, messages_tab_read_only_enabled: true },
      bot_user: { display_name: name, always_online: true },
      slash_commands: [{ ...command, ...(!socketMode && { url: addressOf(app.url) }) }],
    },
    oauth_config: { scopes: { bot: SLACK_SCOPES.map(scope => scope.name) } },
    settings: {
      event_subscriptions: { ...request, bot_events: SLACK_EVENTS.map(event => event.name) },
      interactivity: { is_enabled: true, ...request },
      org_deploy_enabled: false,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: false,
    },
  }
}

/** The README’s table of scopes and events, as Markdown. */
export function slackAppTable(): string {
  const rows = [...SLACK_SCOPES, ...SLACK_EVENTS].map(it => `| \`${it.name}\` | ${it.because} |`)
  return `${['| scope or event | why |', '|---|---|', ...rows].join('\n')}\n`
}

function addressOf(url: string | undefined): string {
  if (url === undefined || !URL.canParse(url)) {
    const fix = 'name the address at which Slack reaches the bot, or use Socket Mode'
    throw new ProblemError([problem('no-slack-url', 'Without Socket Mode, Slack needs an address to call.', fix)])
  }
  return new URL(slackPath, url).href
}
