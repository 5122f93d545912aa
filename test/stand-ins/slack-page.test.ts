import { expect, test } from 'vitest'
import { mrkdwnHtml, plainHtml } from '../../src/stand-ins/slack-mrkdwn.ts'
import { type ChannelPage, renderChannel } from '../../src/stand-ins/slack-page.ts'
import type { SlackMessage } from '../../src/stand-ins/slack-workspace.ts'

const names = { person: () => 'Ana <b>', channel: () => 'ml' }
const evil = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>'

test.each([
  ['*bold* _slanted_ ~struck~', '<b>bold</b> <i>slanted</i> <s>struck</s>'],
  ['snake_case_name and 2*3*4', 'snake_case_name and 2*3*4'],
  ['`a *b* &lt;c&gt;`', '<code>a *b* &lt;c&gt;</code>'],
  ['```\nx\ny\n```', '<pre>x\ny</pre>'],
  ['a &amp;amp; b &lt;i&gt;', 'a &amp;amp; b &lt;i&gt;'],
  ['&gt; quoted\nnot', '<blockquote>quoted</blockquote>not'],
  ['<@U1> in <#C1>', '<span class="mention">@Ana &lt;b&gt;</span> in <span class="mention">#ml</span>'],
  ['<!date^17^{date}|16 April>', '16 April'],
  ['*<https://x.test/?a=1&amp;b=2|here>*', '<b><a href="https://x.test/?a=1&amp;b=2" rel="noreferrer">here</a></b>'],
  ['<javascript:alert(1)|here>', 'here'],
  [':white_check_mark: :no_such_thing:', '✅ :no_such_thing:'],
])('%j is shown as Slack shows it', (text, html) => {
  expect(mrkdwnHtml(text, names)).toBe(html)
})

test('plain text has no markup', () => {
  expect(plainHtml('*a* <@U1>\nb')).toBe('*a* &lt;@U1&gt;<br>b')
})

const text = (text: string, type = 'plain_text') => ({ type, text })
const message = (more: Partial<SlackMessage>): SlackMessage => ({
  ts: '1.000001',
  channel_id: 'C1',
  user: 'U1',
  text: '',
  blocks: [],
  files: [],
  at: '2026-04-16T09:00:00.000Z',
  seq: 1,
  ...more,
})
const page = (...messages: SlackMessage[]): ChannelPage => ({
  workspace: 'Acme',
  channel: 'ml',
  isPrivate: false,
  topic: '',
  members: 2,
  channels: [{ id: 'C1', name: 'ml', isPrivate: false }],
  people: { U1: { name: 'Ana', bot: false }, U2: { name: 'Bo', bot: false } },
  entries: messages.map(m => ({ is: 'message', seq: m.seq, message: m, replies: [] })),
})

test('nothing anybody wrote becomes markup, wherever it stands', () => {
  const blocks = [
    { type: 'header', text: text(evil) },
    {
      type: 'section',
      text: text(evil, 'mrkdwn'),
      fields: [text(evil)],
      accessory: { type: 'image', image_url: evil, alt_text: evil },
    },
    { type: 'context', elements: [text(evil, 'mrkdwn')] },
    { type: 'actions', elements: [{ type: 'button', text: text(evil), url: `https://x.test/${evil}`, style: evil }] },
    { type: 'image', title: text(evil), alt_text: evil, slack_file: { id: evil } },
    { type: 'markdown', text: evil },
    { type: evil },
  ]
  const said = { user: evil, text: evil, files: [evil], ts: evil, target_user: evil }
  const talk = page(message({ ...said, blocks }), message(said))
  const typed = { is: 'typed' as const, seq: 9, channel_id: 'C1', user: evil, line: evil, at: message({}).at }
  const html = renderChannel({
    ...talk,
    entries: [...talk.entries, typed],
    workspace: evil,
    channel: evil,
    topic: evil,
    channels: [{ id: 'C1', name: evil, isPrivate: true }],
  })
  expect(html).not.toContain('<script')
  expect(html).not.toContain('<img src=x')
  expect(html.match(/<[^>]*\bonerror=/g)?.filter(tag => !/="[^"]*onerror/.test(tag)) ?? []).toEqual([])
})

test('private answers say who sees them, threads stand below, and commands show', () => {
  const parent = message({ text: 'the card', edited: { user: 'U1', ts: '2' } })
  const replies = [message({ text: 'first', ts: '1.2' }), message({ text: 'not you', ts: '1.3', target_user: 'U2' })]
  const html = renderChannel({
    ...page(),
    entries: [
      { is: 'message', seq: 1, message: parent, replies },
      { is: 'typed', seq: 4, channel_id: 'C1', user: 'U2', line: '/kedge models', at: '2026-04-17T09:00:00.000Z' },
    ],
  })
  const words = html
    .slice(html.indexOf('<main>'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  expect(words).toMatchInlineSnapshot(
    `"# ml 2 members Thursday 16 April A Ana 09:00 (edited) the card 1 reply A Ana 09:00 first A Only visible to Bo Ana 09:00 not you Friday 17 April B Only visible to Bo Bo 09:00 /kedge models"`,
  )
})

test('an empty channel says so', () => {
  expect(renderChannel(page())).toContain('Nothing has been said here yet.')
})
