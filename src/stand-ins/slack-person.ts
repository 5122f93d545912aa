/** A person at the keyboard: what they do reaches the app, and what they see can be read back. */
import type { Loose } from './emulate.ts'
import type { Choice } from './slack-actions.ts'
import type { Answer, Door } from './slack-doors.ts'
import { type DroppedFile, deleteFile, rewriteFile, shareFile } from './slack-files.ts'
import { viewProblems } from './slack-limits.ts'
import { type Payloads, payloadsOf, type Values } from './slack-payloads.ts'
import type { Tickets } from './slack-response-url.ts'
import { ids, type SlackMessage, type SlackView, type Workspace } from './slack-workspace.ts'

export interface Person {
  readonly id: string
  /** Types `/kedge …` in a channel. Words the app acknowledges with are whispered, as in Slack. */
  command(channel: string, line: string): Promise<Answer>
  /** Presses a button, or picks in a menu, of a message as it stands now. */
  press(message: Pick<SlackMessage, 'ts'>, actionId: string, choice?: Choice): Promise<Answer>
  pressIn(view: SlackView, actionId: string, choice?: Choice): Promise<Answer>
  /** Submits the modal on top. Answered with `errors` it stays; otherwise it closes, changes or is covered. */
  submit(values: Values): Promise<Answer>
  /** Closes the modal on top without submitting. */
  dismiss(): Promise<Answer | undefined>
  openHome(): Promise<Answer>
  /** Writes in a channel; the app hears of it as a message, or as a mention where it is named. */
  say(channel: string, text: string, threadTs?: string): Promise<Answer>
  /** Shares a file in a channel; the app hears of it where it is there too. */
  drops(channel: string, file: DroppedFile): Promise<Dropped>
  /** Edits a snippet of theirs, or deletes a file. */
  rewrites(file: string, text: string): void
  deletes(file: string): void
  /** What only this person sees in channels, oldest first. */
  whispers(): readonly SlackMessage[]
  /** The modal on top. */
  modal(): SlackView | undefined
  home(): SlackView | undefined
  /** The same acts unsent, for `raw`. */
  readonly payload: Payloads
}

/** `door` is asked at each act, so switching between HTTP and Socket Mode holds for people already there. */
export function personOf(workspace: Workspace, tickets: Tickets, id: string, door: () => Door): Person {
  const payload = payloadsOf(workspace, tickets, id)
  const { db } = workspace
  const modal = () => workspace.views('modal', id).at(-1)
  const onTop = () => modal() ?? nothing(`${workspace.member(id).name} has no modal open`)
  return {
    id,
    payload,
    modal,
    home: () => workspace.views('home', id).at(0),
    whispers: () => workspace.whispers(id),
    command: async (channel, line) => {
      const sent = payload.command(channel, line)
      workspace.typed.push({ channel_id: sent.channel_id ?? '', user: id, line, ...workspace.place() })
      const answer = await door()('slash_commands', sent)
      whisper(tickets, sent.response_url ?? '', answer)
      return answer
    },
    press: async ({ ts }, actionId, choice) =>
      door()('interactive', payload.press(standing(workspace, ts), actionId, choice)),
    pressIn: async (view, actionId, choice) => door()('interactive', payload.pressIn(view, actionId, choice)),
    submit: async values => {
      const view = onTop()
      const answer = await door()('interactive', payload.submit(view, values))
      if (answer.status === 200) settle(workspace, view, answer.body, values)
      return answer
    },
    dismiss: async () => {
      const view = onTop()
      const row = db.views.findOneBy('view_id', view.id)
      db.views.delete(row.id)
      return row.notify_on_close ? door()('interactive', payload.close(view)) : undefined
    },
    openHome: async () => {
      const view = workspace.views('home', id).at(0)
      const opened = { type: 'app_home_opened', channel: 'D0HOME', tab: 'home', ...(view && { view }) }
      return door()('events_api', payload.event(opened))
    },
    drops: async (channel, dropped) => {
      const { event, ...shared } = shareFile(workspace, id, channel, dropped)
      const sent = { ...payload.event(event), team_id: ids.team }
      if (!workspace.channel(channel).members.includes(ids.botUser)) return { ...shared, payload: sent }
      return { ...shared, payload: sent, answer: await door()('events_api', sent) }
    },
    rewrites: (file, text) => rewriteFile(workspace, file, text),
    deletes: file => deleteFile(workspace, file),
    say: async (channel, text, threadTs) => {
      const { channel_id, is_im, is_private } = workspace.channel(channel)
      const ts = workspace.freshTs()
      const words = { text, ts, ...(threadTs && { thread_ts: threadTs }) }
      db.messages.insert({
        ...words,
        channel_id,
        user: id,
        type: 'message',
        reply_count: 0,
        reply_users: [],
        reactions: [],
      })
      const type = text.includes(`<@${ids.botUser}>`) ? 'app_mention' : 'message'
      const channel_type = is_im ? 'im' : is_private ? 'group' : 'channel'
      return door()('events_api', payload.event({ type, channel: channel_id, channel_type, ...words, event_ts: ts }))
    },
  }
}

/** A file as it stands in the channel, and what the app said to the news of it; none where it is not there. */
export interface Dropped {
  readonly file: string
  readonly ts: string
  /** The delivery, to be sent again. */
  readonly payload: Loose
  readonly answer?: Answer
}

/** Slack shows an error beside the input of its `block_id`, and drops the answer where there is none of that id. */
function besideInputs(view: SlackView, errors: Loose): Loose {
  const inputs = view.blocks.filter(block => block.type === 'input').map(block => block.block_id)
  const lost = Object.keys(errors).find(id => !inputs.includes(id))
  if (lost !== undefined || Object.keys(errors).length === 0)
    throw new Error(`Slack cannot show an error beside ${lost ?? 'nothing'}.\n  fix: one of ${inputs.join(', ')}`)
  return errors
}

function standing(workspace: Workspace, ts: string): SlackMessage {
  return workspace.message(ts) ?? nothing(`no message ${ts} is there any more`)
}

function nothing(says: string): never {
  throw new Error(`${says}.\n  fix: look at messages(), whispers() and modal() for what is there`)
}

/** Words in the acknowledgement of a command are an answer for the one who typed it. */
function whisper(tickets: Tickets, responseUrl: string, { body }: Answer): void {
  const said = typeof body === 'string' ? { text: body } : body
  if (said?.text || said?.blocks) tickets.answer(responseUrl.split('/').at(-1) ?? '', said)
}

/** What the answer to a submission does to the modals on the screen. A view that Slack would refuse is an error here. */
function settle(workspace: Workspace, view: SlackView, said: Loose, values: Values): void {
  const { views } = workspace.db
  const row = views.findOneBy('view_id', view.id)
  const problems = said?.view ? viewProblems(said.view) : []
  if (problems.length > 0) throw new Error(`Slack refuses this view: ${problems.join('; ')}\n  fix: shorten it`)
  const fresh = () => ({
    state: { values: {} },
    private_metadata: '',
    callback_id: '',
    submit: null,
    close: null,
    ...said.view,
  })
  switch (said?.response_action) {
    case 'errors':
      views.update(row.id, { filled: { ...view.filled, ...values }, errors: besideInputs(view, said.errors ?? {}) })
      return
    case 'update':
      views.update(row.id, fresh())
      return
    case 'push':
      views.insert({ ...row, id: undefined, view_id: `${view.id}P`, previous_view_id: view.id, ...fresh() })
      return
    case 'clear':
      for (const v of views.all()) if (v.type === 'modal' && v.user_id === view.user) views.delete(v.id)
      return
    default:
      views.delete(row.id)
  }
}
