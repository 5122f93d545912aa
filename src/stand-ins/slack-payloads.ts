/** What Slack sends an app when people act, as Slack writes it. Sending is somebody else's work, so tests can forge these. */
import { randomUUID } from 'node:crypto'
import type { Loose } from './emulate.ts'
import { acted, type Choice, named, stateOf } from './slack-actions.ts'
import type { Tickets } from './slack-response-url.ts'
import { ids, type SlackMessage, type SlackView, type Workspace } from './slack-workspace.ts'

/** The payloads of one person's acts. Each call issues a fresh trigger (three seconds, once) and a fresh `response_url`. */
export interface Payloads {
  command(channel: string, line: string): Record<string, string>
  press(message: SlackMessage, actionId: string, choice?: Choice): Loose
  pressIn(view: SlackView, actionId: string, choice?: Choice): Loose
  submit(view: SlackView, values: Values): Loose
  close(view: SlackView): Loose
  event(event: Loose): Loose
}

/** What was filled in, by `block_id` or `action_id`; a list where several may be chosen. */
export type Values = Readonly<Record<string, string | readonly string[]>>

export function payloadsOf(workspace: Workspace, tickets: Tickets, user: string): Payloads {
  const { db } = workspace
  const { name, team_id: team = ids.team } = workspace.member(user)
  const base = () => ({
    user: { id: user, name, username: name, team_id: team },
    team: { id: ids.team, domain: 'acme' },
    api_app_id: ids.app,
    token: 'unused',
    enterprise: null,
    is_enterprise_install: false,
  })
  const trigger_id = (view_id?: string) => {
    const trigger = `${Date.now()}.${randomUUID()}`
    const expires_at = Math.floor(Date.now() / 1000) + 3
    db.viewTriggers.insert({
      trigger_id: trigger,
      team_id: ids.team,
      user_id: user,
      app_id: ids.app,
      view_id,
      used: false,
      expires_at,
    })
    return trigger
  }
  return {
    command: (ref, line) => {
      const { channel_id, name: channel_name } = workspace.channel(ref)
      const [command = '', ...text] = line.split(' ')
      return {
        token: 'unused',
        team_id: team,
        team_domain: 'acme',
        channel_id,
        channel_name,
        user_id: user,
        user_name: name,
        command,
        text: text.join(' '),
        api_app_id: ids.app,
        is_enterprise_install: 'false',
        response_url: tickets.issue({ user, channel: channel_id }),
        trigger_id: trigger_id(),
      }
    },
    press: (message, actionId, choice) => {
      const { ts, channel_id, thread_ts, target_user } = message
      const is_ephemeral = target_user !== undefined
      return {
        type: 'block_actions',
        ...base(),
        trigger_id: trigger_id(),
        container: { type: 'message', message_ts: ts, channel_id, is_ephemeral, ...(thread_ts && { thread_ts }) },
        channel: { id: channel_id, name: workspace.channel(channel_id).name },
        ...(!is_ephemeral && { message: asSent(message) }),
        state: { values: {} },
        response_url: tickets.issue({ user, channel: channel_id, ts }),
        actions: [acted(message.blocks, actionId, choice)],
      }
    },
    pressIn: (view, actionId, choice) => ({
      type: 'block_actions',
      ...base(),
      trigger_id: trigger_id(view.id),
      container: { type: 'view', view_id: view.id },
      view: viewAsSent(view, {}),
      actions: [acted(view.blocks, actionId, choice)],
    }),
    submit: (view, values) => ({
      type: 'view_submission',
      ...base(),
      trigger_id: trigger_id(view.id),
      view: viewAsSent(view, stateOf(view.blocks, { ...view.filled, ...values })),
      response_urls: [],
    }),
    close: view => ({ type: 'view_closed', ...base(), view: viewAsSent(view, {}), is_cleared: false }),
    event: event => ({
      type: 'event_callback',
      token: 'unused',
      team_id: team,
      api_app_id: ids.app,
      event_id: `Ev${randomUUID()}`,
      event_time: Math.floor(Date.now() / 1000),
      event: { event_ts: String(Date.now() / 1000), user, ...event },
      authorizations: [
        { enterprise_id: null, team_id: ids.team, user_id: ids.botUser, is_bot: true, is_enterprise_install: false },
      ],
    }),
  }
}

/** Slack names blocks that have no id, and does not show metadata here. */
function asSent({ ts, user, text, blocks, thread_ts, bot_id, app_id }: SlackMessage): Loose {
  return { type: 'message', team: ids.team, ts, user, text, bot_id, app_id, thread_ts, blocks: named(blocks) }
}

function viewAsSent(view: SlackView, values: Loose): Loose {
  const { user: _, filled: __, errors: ___, ...rest } = view
  const owner = { team_id: ids.team, app_id: ids.app, app_installed_team_id: ids.team, bot_id: ids.bot }
  return { ...rest, ...owner, blocks: named(view.blocks), state: { values } }
}
