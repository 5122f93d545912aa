/** How the workspace starts out. */
import type { Loose, Tables } from './emulate.ts'
import { botToken, type Channel, ids, type Member } from './slack-workspace.ts'

export interface SlackOptions {
  readonly people: readonly Member[]
  readonly channels: readonly Channel[]
  /** The bot's scopes; a call outside them is `missing_scope`. */
  readonly scopes: readonly string[]
  readonly signingSecret: string
  /** 0 or left out: any free port. */
  readonly port?: number
  /** Whose time the page shows; Slack's own timestamps stay real. */
  readonly now?: () => Date
}

/** The emulator's seed: people, channels, our app and its token. */
export function seedOf({ people, channels, scopes, signingSecret }: SlackOptions): Loose {
  const app = { app_id: ids.app, client_id: '1.2', client_secret: 'unused', name: 'Kedge', redirect_uris: [], scopes }
  const bot = { bot_id: ids.bot, bot_user_id: ids.botUser, bot_name: 'kedge' }
  return {
    slack: {
      team: { name: 'Acme', domain: 'acme' },
      strict_scopes: true,
      signing_secret: signingSecret,
      users: people.map(p => ({ name: p.name, real_name: p.realName ?? p.name, email: addressOf(p) })),
      channels: channels.map(({ name, is_private }) => ({ name, is_private })),
      oauth_apps: [{ ...app, ...bot }],
      tokens: [{ token: botToken, type: 'bot', user_id: ids.botUser, bot_id: ids.bot, app_id: ids.app, scopes }],
    },
  }
}

/** Ids, members and deletions cannot be seeded; the emulator's own administrator and channels go. */
export function settle(db: Tables, { people, channels }: SlackOptions): void {
  for (const { id, deleted = false, ...p } of people)
    db.users.update(db.users.findOneBy('email', addressOf(p)).id, {
      user_id: id,
      deleted,
      ...(p.team_id && { team_id: p.team_id }),
    })
  for (const { id, name, members = people.map(p => p.id), bot = true } of channels)
    db.channels.update(db.channels.findOneBy('name', name).id, {
      channel_id: id,
      members: [...members, ...(bot ? [ids.botUser] : [])],
    })
  db.users.delete(db.users.findOneBy('user_id', 'U000000001').id)
  for (const name of ['general', 'random'])
    if (!channels.some(c => c.name === name)) db.channels.delete(db.channels.findOneBy('name', name).id)
}

function addressOf({ name }: Pick<Member, 'name'>): string {
  return `${name}@acme.test`
}
