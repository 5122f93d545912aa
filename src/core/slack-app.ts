/** What the Slack app may do and hears, and why. The manifest, the README's table and the edge's calls all come from here. */
import { says } from '../words/says.ts'
import { ProblemError, problem } from './problem.ts'

const SCOPES = [
  'commands',
  'chat:write',
  'channels:history',
  'groups:history',
  'files:read',
  'files:write',
  'users:read',
] as const

export type SlackScopeName = (typeof SCOPES)[number]
export const SLACK_SCOPES = SCOPES.map(name => ({ name, because: says.slackApp.scopes[name] }))

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
const EVENTS = ['app_home_opened', 'file_shared', 'app_uninstalled', 'tokens_revoked'] as const

export type SlackEventName = (typeof EVENTS)[number]
export const SLACK_EVENTS = EVENTS.map(name => ({ name, because: says.slackApp.events[name] }))

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
    description: says.slackApp.command,
    usage_hint: 'help | status | rollback <model> to <version> because …',
    should_escape: false,
  }
  return {
    display_information: { name, description: says.slackApp.about, background_color: '#1f3a5f' },
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
  return `${[`| ${says.slackApp.head.join(' | ')} |`, '|---|---|', ...rows].join('\n')}\n`
}

function addressOf(url: string | undefined): string {
  if (url === undefined || !URL.canParse(url)) {
    throw new ProblemError([problem('no-slack-url', ...says.slackApp.noUrl())])
  }
  return new URL(slackPath, url).href
}
