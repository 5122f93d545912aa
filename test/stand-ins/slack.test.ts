import { Buffer } from 'node:buffer'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type SlackStandIn, startSlack } from '../../src/stand-ins/slack.ts'

const scopes = [
  'chat:write',
  'commands',
  'users:read',
  'channels:history',
  'groups:history',
  'channels:read',
  'im:write',
  'im:history',
  'files:write',
  'files:read',
]
const options = {
  people: [
    { id: 'U0ANA', name: 'ana', realName: 'Ana Lima', tz: 'Europe/Lisbon' },
    { id: 'U0BO', name: 'bo' },
    { id: 'U0GUEST', name: 'gil', is_restricted: true },
    { id: 'U0GONE', name: 'gone', deleted: true },
    { id: 'U0FAR', name: 'far', is_stranger: true, team_id: 'T0OTHER' },
  ],
  channels: [
    { id: 'C0ML', name: 'ml-alerts' },
    { id: 'C0OUT', name: 'elsewhere', bot: false },
    { id: 'C0SEC', name: 'secret', is_private: true, members: ['U0ANA'] },
  ],
  scopes,
  signingSecret: 'shh',
}
const retryConfig = { retries: 0 }
const hush = () => undefined
/** Refusals are what these tests are about: they need not be printed. */
const quiet = {
  debug: hush,
  info: hush,
  warn: hush,
  error: hush,
  setLevel: hush,
  setName: hush,
  getLevel: () => LogLevel.ERROR,
}
const plain = (text: string) => ({ type: 'plain_text', text }) as const
const card = (text: string) => [
  { type: 'section', text: { type: 'mrkdwn', text } },
  {
    type: 'actions',
    elements: [
      { type: 'button', action_id: 'approve', text: plain('Approve'), value: 'c1', style: 'primary' },
      { type: 'button', action_id: 'deny', text: plain('Deny'), value: 'c1', style: 'danger' },
    ],
  },
]
const modal = {
  type: 'modal',
  callback_id: 'reason',
  title: plain('Why?'),
  submit: plain('Send'),
  private_metadata: 'the thread',
  blocks: [
    { type: 'input', block_id: 'why', label: plain('Reason'), element: { type: 'plain_text_input', action_id: 'why' } },
    {
      type: 'input',
      optional: true,
      label: plain('How bad'),
      element: {
        type: 'static_select',
        action_id: 'grade',
        options: [{ text: plain('Low'), value: 'low' }],
        initial_option: { text: plain('Low'), value: 'low' },
      },
    },
  ],
}

/** A bot that uses every door once. */
function teach(app: App, heard: unknown[]) {
  app.command('/kedge', async ({ ack, command, client }) => {
    if (command.text === 'help') return ack('Try `/kedge models`.')
    await ack()
    const { ts } = await client.chat.postMessage({
      channel: command.channel_id,
      text: 'A card',
      blocks: card(command.text),
      metadata: { event_type: 'kedge', event_payload: { key: 'card-1' } },
    })
    await client.chat.postMessage({ channel: command.channel_id, thread_ts: ts as string, text: 'its story' })
  })
  app.action('approve', async ({ ack, body, client, respond }) => {
    await ack()
    if (body.type !== 'block_actions' || !body.channel || !body.message) throw new Error('not on a message')
    await client.chat.update({
      channel: body.channel.id,
      ts: body.message.ts,
      text: 'Approved',
      blocks: card('Approved'),
    })
    await client.chat.postEphemeral({ channel: body.channel.id, user: body.user.id, text: 'Thank you' })
    await respond({ text: 'Noted' })
  })
  app.action('deny', async ({ ack, body, client }) => {
    await ack()
    if (body.type === 'block_actions') await client.views.open({ trigger_id: body.trigger_id, view: modal as never })
  })
  app.view('reason', async ({ ack, view, client, body }) => {
    const why = view.state.values.why?.why?.value ?? ''
    if (why.length < 10) return ack({ response_action: 'errors', errors: { why: 'Say more.' } })
    await ack()
    heard.push(view.state.values, view.private_metadata)
    await client.chat.postMessage({ channel: 'C0ML', text: `<@${body.user.id}>: ${why}` })
  })
  app.event('app_home_opened', async ({ event, client }) => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'Nothing waits.' } }]
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: blocks as never } })
  })
  app.event('file_shared', async ({ event, client }) => {
    const { file } = await client.files.info({ file: event.file_id })
    heard.push(event, file)
  })
  app.event('app_mention', async ({ event, say }) => {
    await say({ text: 'Yes?', thread_ts: event.ts })
  })
}

const doors = {
  HTTP: async (slack: SlackStandIn) => {
    const receiver = new HTTPReceiver({ signingSecret: options.signingSecret, logger: quiet })
    const app = new App({ token: slack.botToken, receiver, clientOptions: { slackApiUrl: slack.apiUrl, retryConfig } })
    const server = (await app.start(0)) as ReturnType<typeof createServer>
    slack.useHttp(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`)
    return app
  },
  'Socket Mode': async (slack: SlackStandIn) => {
    await slack.useSocket()
    const { botToken: token, appToken } = slack
    const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig }
    const app = new App({ token, appToken, socketMode: true, clientOptions, logLevel: LogLevel.ERROR })
    await app.start()
    return app
  },
}

describe.each(Object.entries(doors))('a real Bolt app behind %s', (_, open) => {
  const heard: unknown[] = []
  let slack: SlackStandIn
  let app: App
  beforeEach(async () => {
    slack = await startSlack(options)
    app = await open(slack)
    teach(app, heard)
  })
  afterEach(async () => {
    await app.stop()
    await slack.close()
    heard.length = 0
  })
  const settled = (check: () => void) => vi.waitFor(check, { timeout: 2000, interval: 5 })

  test('answers a command with a card and a thread', async () => {
    const answer = await slack.person('U0ANA').command('#ml-alerts', '/kedge rollback churn')
    expect(answer.status).toBe(200)
    await settled(() => expect(slack.messages('ml-alerts')).toHaveLength(2))
    const [first, reply] = slack.messages('ml-alerts')
    expect(first).toMatchObject({
      text: 'A card',
      bot_id: slack.ids.bot,
      app_id: slack.ids.app,
      user: slack.ids.botUser,
    })
    expect(slack.thread('C0ML', first?.ts ?? '')).toEqual([reply])
    expect(slack.calls.map(c => c.method)).toContain('chat.postMessage')
  })

  test('tells of a shared file, and gives it to whoever may read it', async () => {
    const ana = slack.person('U0ANA')
    const { file, ts, answer } = await ana.drops('ml-alerts', { name: 'a.csv', text: 'a,b', mode: 'snippet' })
    expect(answer?.status).toBe(200)
    await settled(() => expect(heard).toHaveLength(2))
    expect(heard[0]).toMatchObject({ type: 'file_shared', channel_id: 'C0ML', file_id: file, user_id: 'U0ANA' })
    const told = { name: 'a.csv', filetype: 'csv', mode: 'snippet', size: 3, user: 'U0ANA', user_team: slack.ids.team }
    expect(heard[1]).toMatchObject({ ...told, channels: ['C0ML'], shares: { public: { C0ML: [{ ts }] } } })
    const { url_private_download: url } = heard[1] as { url_private_download: string }
    const get = async (authorization?: string) => {
      const answer = await fetch(url, { redirect: 'manual', ...(authorization && { headers: { authorization } }) })
      return [answer.status, await answer.text()]
    }
    expect(await get(`Bearer ${slack.botToken}`)).toEqual([200, 'a,b'])
    expect([(await get())[0], (await get('Bearer xoxb-other'))[0]]).toEqual([302, 302])
    ana.rewrites(file, 'a,c')
    expect(await get(`Bearer ${slack.botToken}`)).toEqual([200, 'a,c'])
    ana.deletes(file)
    expect((await get(`Bearer ${slack.botToken}`))[0]).toBe(404)
  })

  test('whispers the words of an acknowledgement', async () => {
    await slack.person('U0ANA').command('C0ML', '/kedge help')
    expect(slack.person('U0ANA').whispers()).toMatchObject([{ text: 'Try `/kedge models`.', target_user: 'U0ANA' }])
    expect(slack.person('U0BO').whispers()).toEqual([])
    expect(slack.messages('C0ML')).toEqual([])
  })

  test('hears a button, edits the card and whispers in two ways', async () => {
    const bo = slack.person('U0BO')
    await slack.person('U0ANA').command('C0ML', '/kedge rollback churn')
    await settled(() => expect(slack.messages('C0ML')).toHaveLength(2))
    const [first] = slack.messages('C0ML')
    if (!first) throw new Error('no card')
    await bo.press(first, 'approve')
    await settled(() => expect(bo.whispers().map(w => w.text)).toEqual(['Thank you', 'Noted']))
    expect(slack.messages('C0ML')[0]).toMatchObject({ ts: first.ts, text: 'Approved', metadata: first.metadata })
    expect(slack.edits(first.ts)).toBe(1)
    await expect(bo.press(first, 'no-such')).rejects.toThrow('press one of approve, deny')
  })

  test('opens a modal, refuses a short reason and takes a long one', async () => {
    const bo = slack.person('U0BO')
    await slack.person('U0ANA').command('C0ML', '/kedge rollback churn')
    await settled(() => expect(slack.messages('C0ML')).toHaveLength(2))
    await bo.press(slack.messages('C0ML')[0] ?? { ts: '' }, 'deny')
    await settled(() => expect(bo.modal()).toMatchObject({ callback_id: 'reason' }))
    await expect(bo.submit({})).rejects.toThrow('why is required')
    const refused = await bo.submit({ why: 'no' })
    expect(refused.body).toEqual({ response_action: 'errors', errors: { why: 'Say more.' } })
    expect(bo.modal()).toBeDefined()
    await bo.submit({ why: 'precision fell below 0.8' })
    expect(bo.modal()).toBeUndefined()
    await settled(() => expect(slack.messages('C0ML').at(-1)?.text).toBe('<@U0BO>: precision fell below 0.8'))
    expect(heard).toMatchObject([
      {
        why: { why: { type: 'plain_text_input', value: 'precision fell below 0.8' } },
        block1: { grade: { selected_option: { value: 'low' } } },
      },
      'the thread',
    ])
  })

  test('hears of an opened Home and of being mentioned', async () => {
    const ana = slack.person('U0ANA')
    await ana.openHome()
    await settled(() => expect(ana.home()?.blocks[0]).toMatchObject({ text: { text: 'Nothing waits.' } }))
    await ana.say('ml-alerts', `<@${slack.ids.botUser}> are you there?`)
    await settled(() => expect(slack.messages('C0ML').map(m => m.text)).toContain('Yes?'))
    const [said] = slack.messages('C0ML')
    expect(slack.thread('C0ML', said?.ts ?? '')).toMatchObject([{ text: 'Yes?' }])
  })
})

test('nobody can act before the app is connected', async () => {
  const slack = await startSlack(options)
  await expect(slack.person('U0ANA').command('C0ML', '/kedge help')).rejects.toThrow('fix: call useHttp(url)')
  expect(() => slack.person('U0NOBODY')).toThrow('fix: name it in startSlack')
  await slack.close()
})

test('the door can be switched while people are at work', async () => {
  const slack = await startSlack(options)
  const overSocket = await doors['Socket Mode'](slack)
  const overHttp = await doors.HTTP(slack)
  const heard: string[] = []
  for (const [name, app] of Object.entries({ overHttp, overSocket })) {
    app.command('/kedge', async ({ ack }) => {
      heard.push(name)
      await ack()
    })
  }
  const ana = slack.person('U0ANA')
  await ana.command('C0ML', '/kedge help')
  const { open } = await slack.useSocket()
  expect(open()).toBe(1)
  await overHttp.stop()
  await ana.command('C0ML', '/kedge help')
  const again = ana.payload.command('C0ML', '/kedge help')
  expect(await slack.raw('slash_commands', again, { twice: true })).toMatchObject({ status: 200 })
  expect(heard).toEqual(['overHttp', 'overSocket', 'overSocket', 'overSocket'])
  await overSocket.stop()
  await vi.waitFor(() => expect(open()).toBe(0))
  expect(await ana.command('C0ML', '/kedge help')).toMatchObject({ status: 504 })
  await slack.close()
})

describe('the Web API', () => {
  let slack: SlackStandIn
  let client: WebClient
  beforeAll(async () => {
    slack = await startSlack(options)
    client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, retryConfig, logger: quiet })
  })
  afterAll(() => slack.close())
  const refusal = (call: Promise<unknown>) =>
    call.then(
      () => 'accepted',
      error => error.data ?? error,
    )
  const many = Array.from({ length: 51 }, () => ({ type: 'divider' }))
  const tooMany = {
    ok: false,
    error: 'invalid_blocks',
    errors: ['no more than 50 items allowed [json-pointer:/blocks]'],
  }

  test('refuses blocks over a limit with the reason, in messages, edits and private messages', async () => {
    const channel = 'C0ML'
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'short' })
    const bad = { channel, text: 'long', blocks: many }
    expect(await refusal(client.chat.postMessage(bad))).toMatchObject({
      ...tooMany,
      response_metadata: { messages: ['[ERROR] no more than 50 items allowed [json-pointer:/blocks]'] },
    })
    expect(await refusal(client.chat.update({ ...bad, ts }))).toMatchObject(tooMany)
    expect(await refusal(client.chat.postEphemeral({ ...bad, user: 'U0ANA' }))).toMatchObject(tooMany)
    expect(slack.messages(channel).map(m => m.text)).toEqual(['short'])
    expect(slack.calls.at(-1)).toMatchObject({ method: 'chat.postEphemeral', error: 'invalid_blocks' })
  })

  test('refuses blocks without a text, and pictures of files that are not there', async () => {
    const channel = 'C0ML'
    const blocks = [{ type: 'divider' }]
    expect(await refusal(client.chat.postMessage({ channel, blocks } as never))).toMatchObject({ error: 'no_text' })
    const picture = [{ type: 'image', alt_text: 'a chart', slack_file: { id: 'F0NONE' } }]
    expect(await refusal(client.chat.postMessage({ channel, text: 't', blocks: picture }))).toMatchObject({
      errors: ['invalid slack file [json-pointer:/blocks/0/slack_file]'],
    })
  })

  test('refuses a modal over a limit as Slack does, with invalid_arguments', async () => {
    const view = { ...modal, title: plain('x'.repeat(25)) }
    expect(await refusal(client.views.open({ trigger_id: 'any', view: view as never }))).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'] },
    })
    expect(await refusal(client.views.update({ view_id: 'any', view: view as never }))).toMatchObject({
      error: 'invalid_arguments',
    })
  })

  test('shows metadata only where it is asked for', async () => {
    const metadata = { event_type: 'kedge', event_payload: { key: 'k-1' } }
    const channel = 'C0SEC'
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'parent', metadata })
    await client.chat.postMessage({ channel, text: 'reply', thread_ts: ts, metadata })
    const asked = { channel, include_all_metadata: true }
    expect((await client.conversations.history(asked)).messages).toMatchObject([{ text: 'parent', metadata }])
    const replies = await client.conversations.replies({ ...asked, ts })
    expect(replies.messages?.map(m => m.metadata)).toEqual([metadata, metadata])
    expect((await client.conversations.history({ channel })).messages?.[0]).not.toHaveProperty('metadata')
    const bad = { channel, text: 't', metadata: { event_type: 'x' } }
    expect(await refusal(client.chat.postMessage(bad as never))).toMatchObject({ error: 'invalid_metadata_format' })
  })

  test('pages through a history and keeps to a span of time', async () => {
    const channel = (await client.conversations.open({ users: 'U0BO' })).channel?.id ?? ''
    const sent: string[] = []
    for (const text of ['1', '2', '3', '4', '5']) sent.push((await client.chat.postMessage({ channel, text })).ts ?? '')
    const first = await client.conversations.history({ channel, limit: 2 })
    expect(first.messages?.map(m => m.text)).toEqual(['5', '4'])
    const cursor = first.response_metadata?.next_cursor ?? ''
    const second = await client.conversations.history({ channel, limit: 2, cursor })
    expect(second.messages?.map(m => m.text)).toEqual(['3', '2'])
    const [, oldest = '', , latest = ''] = sent
    const between = { channel, oldest, latest }
    expect((await client.conversations.history(between)).messages?.map(m => m.text)).toEqual(['3'])
    const closed = await client.conversations.history({ ...between, inclusive: true })
    expect(closed.messages?.map(m => m.text)).toEqual(['4', '3', '2'])
    expect(slack.messages('U0BO').map(m => m.text)).toEqual(['1', '2', '3', '4', '5'])
    expect(await refusal(client.conversations.replies({ channel, ts: '1.000001' }))).toMatchObject({
      error: 'thread_not_found',
    })
  })

  test('knows strangers, guests, time zones and who has left', async () => {
    const user = async (id: string) => (await client.users.info({ user: id })).user
    expect(await user('U0ANA')).toMatchObject({
      tz: 'Europe/Lisbon',
      is_restricted: false,
      deleted: false,
      real_name: 'Ana Lima',
    })
    expect(await user('U0GUEST')).toMatchObject({ is_restricted: true })
    expect(await user('U0GONE')).toMatchObject({ deleted: true })
    expect(await user('U0FAR')).toMatchObject({ is_stranger: true, team_id: 'T0OTHER' })
    expect((await client.users.list({})).members).toContainEqual(
      expect.objectContaining({ id: 'U0GUEST', is_restricted: true }),
    )
  })

  test('refuses unknown tokens, unknown methods, missing scopes and channels the bot is not in', async () => {
    const stranger = new WebClient('xoxb-nobody', { slackApiUrl: slack.apiUrl, retryConfig, logger: quiet })
    expect(await refusal(stranger.auth.test())).toMatchObject({ error: 'invalid_auth' })
    expect(await refusal(client.apiCall('no.such'))).toMatchObject({ error: 'unknown_method' })
    expect(await refusal(client.reactions.add({ channel: 'C0ML', name: 'x', timestamp: '1' }))).toMatchObject({
      error: 'missing_scope',
    })
    expect(await refusal(client.chat.postMessage({ channel: 'C0OUT', text: 't' }))).toMatchObject({
      error: 'not_in_channel',
    })
    expect(await refusal(client.apps.connections.open({}))).toMatchObject({ error: 'not_allowed_token_type' })
    const { response_metadata, bot_id: bot = '' } = await client.auth.test()
    expect(response_metadata?.scopes).toEqual(scopes)
    expect((await client.bots.info({ bot })).bot).toMatchObject({ id: bot, app_id: slack.ids.app })
  })

  test('keeps the bytes of files and their words, and takes them as pictures', async () => {
    const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255])
    const upload = { file: bytes, filename: 'drift.png', title: 'Drift', alt_text: 'Drift of delay' }
    const sent = await client.filesUploadV2(upload)
    const id = (sent.files[0] as { files?: { id?: string }[] }).files?.[0]?.id ?? ''
    expect(slack.file(id)).toEqual({
      name: 'drift.png',
      title: 'Drift',
      altText: 'Drift of delay',
      mimetype: 'image/png',
      bytes,
    })
    const blocks = [{ type: 'image', alt_text: 'Drift of delay', slack_file: { id } }]
    await client.chat.postMessage({ channel: 'C0ML', text: 'Drift', blocks })
    const picture = await fetch(`${slack.url}/kedge/file/${id}`)
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(bytes)
    expect(await (await fetch(slack.pageOf('C0ML'))).text()).toContain(`src="/kedge/file/${id}"`)
  })
})

describe('what reaches an app over HTTP', () => {
  const seen: { headers: Record<string, unknown>; body: string }[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    seen.push({ headers: request.headers, body: Buffer.concat(parts).toString() })
    response.end(reply)
  })
  let reply = ''
  let slack: SlackStandIn
  beforeAll(async () => {
    slack = await startSlack(options)
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    slack.useHttp(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  })
  beforeEach(() => {
    seen.length = 0
    reply = ''
  })
  afterAll(async () => {
    server.close()
    await slack.close()
  })
  const event = () => slack.person('U0ANA').payload.event({ type: 'message', text: 'hello' })
  const secondsOld = (n: number) =>
    Math.floor(Date.now() / 1000) - Number(seen[n]?.headers['x-slack-request-timestamp'])

  test('can be unsigned, wrongly signed, old or from the future', async () => {
    await slack.raw('events_api', event(), { signature: 'none' })
    await slack.raw('events_api', event(), { ageSeconds: 360 })
    await slack.raw('events_api', event(), { ageSeconds: -3600 })
    expect(seen[0]?.headers).not.toHaveProperty('x-slack-signature')
    expect(secondsOld(1)).toBeGreaterThanOrEqual(360)
    expect(secondsOld(2)).toBeLessThanOrEqual(-3599)
  })

  test('is refused by real Bolt where the signature is wrong or old', async () => {
    const receiver = new HTTPReceiver({ signingSecret: options.signingSecret, logger: quiet })
    const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig }
    const app = new App({ token: slack.botToken, receiver, clientOptions, logLevel: LogLevel.ERROR })
    const bolt = (await app.start(0)) as ReturnType<typeof createServer>
    slack.useHttp(`http://127.0.0.1:${(bolt.address() as AddressInfo).port}/slack/events`)
    expect((await slack.raw('events_api', event(), { signature: 'wrong' })).status).toBe(401)
    expect((await slack.raw('events_api', event(), { ageSeconds: 360 })).status).toBe(401)
    expect((await slack.raw('events_api', event())).status).toBe(200)
    await app.stop()
    slack.useHttp(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  })

  test('can come twice, the second time as a repetition', async () => {
    await slack.raw('events_api', event(), { twice: true })
    expect(seen).toHaveLength(2)
    expect(seen[0]?.body).toBe(seen[1]?.body)
    expect(seen.map(s => s.headers['x-slack-retry-num'])).toEqual(expect.arrayContaining([undefined, '1']))
  })

  test('has a response_url that lives for five answers and refuses bad blocks', async () => {
    const sent = slack.person('U0ANA').payload.command('C0ML', '/kedge help me')
    expect(sent).toMatchObject({ command: '/kedge', text: 'help me', user_id: 'U0ANA' })
    const url = sent.response_url ?? ''
    expect(url.startsWith(slack.responseUrls)).toBe(true)
    const answer = async (body: object) => {
      const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
      return `${response.status} ${await response.text()}`
    }
    expect(await answer({ text: 't', blocks: [{ type: 'nonsense' }] })).toBe('400 invalid_blocks')
    expect(await answer({ blocks: [{ type: 'divider' }] })).toBe('400 no_text')
    expect(await answer({ text: 'for you' })).toBe('200 ok')
    expect(await answer({ text: 'for all', response_type: 'in_channel' })).toBe('200 ok')
    expect(await answer({ text: 'again' })).toBe('200 ok')
    expect(await answer({ text: 'too often' })).toBe('404 used_url')
    expect(
      slack
        .person('U0ANA')
        .whispers()
        .map(w => w.text),
    ).toEqual(['for you', 'again'])
    expect(slack.messages('C0ML').map(m => m.text)).toEqual(['for all'])
  })

  test('can replace and delete the private answer that a button stood on', async () => {
    const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, retryConfig })
    const bo = slack.person('U0BO')
    await client.chat.postEphemeral({ channel: 'C0ML', user: 'U0BO', text: 'Sure?', blocks: card('Sure?') })
    const [whisper] = bo.whispers()
    if (!whisper) throw new Error('no whisper')
    const sent = bo.payload.press(whisper, 'approve')
    expect(sent).toMatchObject({ container: { is_ephemeral: true, message_ts: whisper.ts } })
    expect(sent).not.toHaveProperty('message')
    const answer = (body: object) => fetch(sent.response_url, { method: 'POST', body: JSON.stringify(body) })
    await answer({ text: 'Done', replace_original: true })
    expect(bo.whispers()).toMatchObject([{ ts: whisper.ts, text: 'Done', blocks: [] }])
    await answer({ delete_original: true })
    expect(bo.whispers()).toEqual([])
  })

  test('changes, covers and clears modals by its answer, and a trigger opens one modal once', async () => {
    const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, retryConfig, logger: quiet })
    const ana = slack.person('U0ANA')
    const { trigger_id = '' } = ana.payload.command('C0ML', '/kedge')
    const view = modal as never
    await client.views.open({ trigger_id, view })
    await expect(client.views.open({ trigger_id, view })).rejects.toThrow('exchanged_trigger_id')
    const answered = async (response_action: string, title?: string) => {
      reply = JSON.stringify({ response_action, ...(title && { view: { ...modal, title: plain(title) } }) })
      await ana.submit({ why: 'because' })
      return ana.modal()?.title.text
    }
    expect(await answered('update', 'Second')).toBe('Second')
    expect(await answered('push', 'On top')).toBe('On top')
    await expect(answered('update', 'x'.repeat(25))).rejects.toThrow('must be less than 25 characters')
    await ana.dismiss()
    expect(ana.modal()?.title.text).toBe('Second')
    expect(await answered('clear')).toBeUndefined()
    expect(seen.map(s => JSON.parse(new URLSearchParams(s.body).get('payload') ?? '').type)).toEqual(
      Array.from({ length: 4 }, () => 'view_submission'),
    )
  })

  test('names the button that was pressed and the option that was picked', async () => {
    const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, retryConfig })
    const button = (value: string) => ({ type: 'button', action_id: 'go', text: plain(value), value })
    const row = (value: string) => ({ type: 'actions', block_id: value, elements: [button(value)] })
    const menu = { type: 'overflow', action_id: 'more', options: [{ text: plain('Snooze'), value: 'snooze' }] }
    const blocks = [row('one'), row('two'), { type: 'section', text: plain('t'), accessory: menu }] as never
    const { ts = '' } = await client.chat.postMessage({ channel: 'C0ML', text: 't', blocks })
    const pressed = () => JSON.parse(new URLSearchParams(seen.at(-1)?.body).get('payload') ?? '')
    await slack.person('U0FAR').press({ ts }, 'go', { value: 'two' })
    expect(pressed()).toMatchObject({
      user: { id: 'U0FAR', team_id: 'T0OTHER' },
      container: { message_ts: ts, channel_id: 'C0ML', is_ephemeral: false },
      message: { ts, bot_id: slack.ids.bot },
      actions: [{ action_id: 'go', block_id: 'two', value: 'two' }],
    })
    await slack.person('U0BO').press({ ts }, 'more', { option: 'snooze' })
    expect(pressed().actions).toMatchObject([{ block_id: 'block2', selected_option: { value: 'snooze' } }])
  })

  test('is a 504 where nobody answers', async () => {
    slack.useHttp('http://127.0.0.1:9/')
    expect(await slack.raw('events_api', event())).toMatchObject({ status: 504 })
  })
})
