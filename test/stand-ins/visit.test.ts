import { request } from 'node:http'
import { WebClient } from '@slack/web-api'
import { expect, onTestFinished, test } from 'vitest'
import { startGitHub } from '../../src/stand-ins/github.ts'
import { startSlack } from '../../src/stand-ins/slack.ts'
import { openToVisitors } from '../../src/stand-ins/visit.ts'
import { localServer } from '../fixtures/local-server.ts'

const evil = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>'
const plain = (text: string) => ({ type: 'plain_text' as const, text })
const card = [
  { type: 'section', text: { type: 'mrkdwn', text: 'Shall it?' } },
  { type: 'actions', elements: [{ type: 'button', action_id: 'approve', text: plain('Approve'), value: 'c1' }] },
]
const modal = {
  type: 'modal' as const,
  title: plain('Why?'),
  submit: plain('Ask'),
  blocks: [
    {
      type: 'input',
      block_id: 'reason',
      label: plain('Reason'),
      element: { type: 'plain_text_input', action_id: 'reason', min_length: 3 },
    },
  ],
}

/** A workspace and a repository with pages, and an app that answers what it is told to. */
async function house() {
  let answer: object | undefined
  const app = await localServer((_, response) => response.end(answer && JSON.stringify(answer)))
  const slack = await startSlack({
    people: [
      { id: 'U0ANA', name: 'ana', realName: 'Ana Lima' },
      { id: 'U0BO', name: 'bo' },
    ],
    channels: [
      { id: 'C0ML', name: 'ml' },
      { id: 'C0SEC', name: 'secret', is_private: true, members: ['U0BO'] },
    ],
    scopes: ['chat:write', 'commands', 'users:read'],
    signingSecret: 'shh',
  })
  slack.useHttp(`http://127.0.0.1:${app.port}/slack/events`)
  const people = ['ana', 'bo'].map(login => ({ login, name: login, email: `${login}@acme.test` }))
  const github = await startGitHub({ owner: 'acme', repo: 'models', people, webhookSecret: 'hush' })
  const passed: number[] = []
  const clock = { now: () => new Date('2001-04-23T09:12:00Z'), pass: async (hours: number) => void passed.push(hours) }
  const door = await openToVisitors({ slack, github, repository: 'acme/models', clock }, 50)
  onTestFinished(async () => {
    await door.close()
    await slack.close()
    await github.close()
  })
  const read = async (path: string) => (await fetch(door.url + path)).text()
  const send = async (says: Record<string, string>, headers: Record<string, string> = { origin: door.url }) => {
    const [, token = ''] = /name="token" value="([^"]+)"/.exec(await read('/kedge?as=ana')) ?? []
    const body = new URLSearchParams({ as: 'ana', token, back: '/kedge?as=ana', ...says })
    return fetch(`${door.url}/kedge/act`, { method: 'POST', body, headers, redirect: 'manual' })
  }
  const bot = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } })
  const heard = () => app.asked.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))
  const answers = (value: object | undefined) => {
    answer = value
  }
  return { door, slack, github, read, send, bot, heard, answers, passed }
}

test('[E9] a press reaches the app as Slack sends it, and leads back to the message', async () => {
  const { send, bot, heard, read } = await house()
  const { ts = '' } = await bot.chat.postMessage({ channel: 'C0ML', text: 'Shall it?', blocks: card })
  expect(await read('/kedge?as=bo')).toMatch(
    /<button class="button" name="press" value="[^"]+" formnovalidate>Approve</,
  )
  const press = JSON.stringify({ action: 'approve', value: 'c1' })
  const { status, headers } = await send({ as: 'bo', channel: 'ml', ts, press })
  expect([status, headers.get('location')]).toEqual([303, `/kedge?as=ana#p${ts.replace('.', '')}`])
  const payload = JSON.parse(heard().at(-1)?.payload ?? '')
  expect(payload).toMatchObject({ type: 'block_actions', user: { id: 'U0BO' }, actions: [{ action_id: 'approve' }] })
})

test('[E9] a line is a command or a message, and only who typed the command sees it', async () => {
  const { send, heard, read } = await house()
  await send({ act: 'line', channel: 'ml', line: '/kedge help me' })
  expect(heard().at(-1)).toMatchObject({ command: '/kedge', text: 'help me', user_id: 'U0ANA', channel_id: 'C0ML' })
  await send({ act: 'line', channel: 'ml', line: 'good morning' })
  expect(await read('/kedge?as=ana')).toContain('/kedge help me')
  expect(await read('/kedge?as=bo')).not.toContain('/kedge help me')
  expect(await read('/kedge?as=bo')).toContain('good morning')
})

test('[E9] a modal lies on top; its errors stand at their field, and what was typed stays', async () => {
  const { send, bot, heard, answers, read } = await house()
  await send({ act: 'line', channel: 'ml', line: '/kedge ask' })
  await bot.views.open({ trigger_id: heard().at(-1)?.trigger_id ?? '', view: modal })
  const shown = await read('/kedge?as=ana')
  expect(shown).toContain('role="dialog" aria-modal="true" aria-labelledby="modal-title"')
  expect(shown).toContain('<main id="here" inert>')
  expect(await read('/kedge?as=bo')).not.toContain('role="dialog"')
  answers({ response_action: 'errors', errors: { reason: 'Say more.' } })
  await send({ act: 'submit', 'field:reason': 'just <so>' })
  const again = await read('/kedge?as=ana')
  expect(again).toContain('aria-describedby="field-reason-error" aria-invalid="true" required autofocus')
  expect(again).toContain('<p class="error" id="field-reason-error">Say more.</p>')
  expect(again).toContain('value="just &lt;so&gt;"')
  await send({ act: 'dismiss' })
  expect(await read('/kedge?as=ana')).not.toContain('role="dialog"')
})

test('[E9] the first field that is wrong is ready to be typed in, wherever it stands', async () => {
  const { send, bot, heard, answers, read } = await house()
  const focused = async () => (await read('/kedge?as=ana')).match(/id="field-\w+"[^>]* autofocus/g)
  await send({ act: 'line', channel: 'ml', line: '/kedge ask' })
  const [reason] = modal.blocks
  const blocks = ['reason', 'when', 'where'].map(id => ({ ...reason, block_id: id })) as typeof modal.blocks
  await bot.views.open({ trigger_id: heard().at(-1)?.trigger_id ?? '', view: { ...modal, blocks } })
  expect(await focused()).toEqual([expect.stringContaining('id="field-reason"')])
  answers({ response_action: 'errors', errors: { where: 'Say more.', when: 'Say a day.' } })
  await send({ act: 'submit', 'field:reason': 'so it is', 'field:when': 'never', 'field:where': 'here' })
  expect(await focused()).toEqual([expect.stringContaining('id="field-when"')])
})

test('[E9] nothing anybody wrote becomes markup, and the policy would not run it', async () => {
  const { send, github, read, door } = await house()
  await send({ act: 'line', channel: 'ml', line: evil })
  await github.seedRepository({ files: { 'a.yaml': 'a: 1\n' }, message: 'Begin' })
  const ana = github.person('ana')
  await ana.push('b', { 'a.yaml': `a: ${evil}\n` }, 'Change')
  await ana.open('b', evil, evil)
  await send({ as: 'bo', act: 'review', number: '1', event: 'COMMENT', body: evil })
  const pages = await Promise.all(['/kedge', '/kedge/pulls', '/kedge/pull/1', '/kedge/home'].map(read))
  for (const page of pages) {
    expect(page.match(/<script(?! src="\/kedge\/page\.js" defer>)/g)).toBeNull()
    expect(page).not.toContain('<img src=x')
  }
  expect(pages[2]).toContain('commented')
  const policy = (await fetch(`${door.url}/kedge`)).headers.get('content-security-policy')
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
})

test('[E9] a pull request shows its diff, takes a review and a commit, and says what GitHub refuses', async () => {
  const { send, github, read, slack, bot } = await house()
  await github.seedRepository({ files: { 'a.yaml': 'a: 1\n' }, message: 'Begin' })
  await github.requireCheck()
  const ana = github.person('ana')
  await ana.push('b', { 'a.yaml': 'a: 2\n' }, 'Change')
  await ana.open('b', 'Two', 'For <b>two</b>.')
  await bot.chat.postMessage({ channel: 'C0ML', text: `<${github.url}/acme/models/pull/1|pull request>` })
  expect(await read('/kedge?as=bo')).toContain('<a href="/kedge/pull/1?as=bo"')
  expect(slack.messages('ml')).toHaveLength(1)
  const page = await read('/kedge/pull/1?as=bo')
  expect(page).toContain('<span class="removed">-a: 1</span><span class="added">+a: 2</span>')
  const says = { as: 'bo', number: '1', back: '/kedge/pull/1?as=bo' }
  await send({ ...says, act: 'merge', sha: /name="sha" value="(\w+)"/.exec(page)?.[1] ?? '' })
  expect(await read('/kedge/pull/1?as=bo')).toMatch(/role="alert">GitHub refuses this \(405\)/)
  await send({ ...says, act: 'review', event: 'APPROVE', body: 'Good.' })
  await send({ ...says, act: 'push', branch: 'b', path: 'a.yaml', text: 'a: 3\r\n', message: 'Three' })
  const after = await read('/kedge/pull/1?as=bo')
  expect(after).toContain('<b>bo</b> approved')
  expect(after).toContain('<span class="added">+a: 3</span>')
  await send({ act: 'review', number: '1', event: 'APPROVE' })
  expect(await read('/kedge?as=ana')).toContain('Can not approve your own pull request')
})

test.each([
  ['another origin', {}, { origin: 'http://evil.test' }, 403],
  ['no origin', {}, {}, 403],
  ['another site behind our origin', {}, { origin: 'ours', 'sec-fetch-site': 'cross-site' }, 403],
  ['another token', { token: 'guessed' }, { origin: 'ours' }, 403],
  ['a stranger', { as: 'eve' }, { origin: 'ours' }, 400],
])('[E9] a form from %s does nothing', async (_, says: Record<string, string>, headers, status) => {
  const { door, send, heard, slack } = await house()
  const from = Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, v === 'ours' ? door.url : v]))
  expect((await send({ act: 'line', channel: 'ml', line: 'hello', ...says }, from)).status).toBe(status)
  expect([heard(), slack.messages('ml')]).toEqual([[], []])
})

test('[E9] another name for this machine is not answered, and nobody is led elsewhere', async () => {
  const { door, send } = await house()
  const status = await new Promise(done => {
    const asked = request(`${door.url}/kedge`, { headers: { host: 'evil.test' } }, r => done(r.statusCode))
    asked.end()
  })
  expect(status).toBe(421)
  for (const back of ['//evil.test', 'https://evil.test', '/kedge@evil.test', '/kedgeevil'])
    expect((await send({ act: 'line', channel: 'ml', line: 'x', back })).headers.get('location')).toMatch(
      /^\/kedge\?as=/,
    )
})

test('[E9] channels are for their members, time passes, and an app that is away is said to be', async () => {
  const { read, send, passed, slack, door } = await house()
  expect(await read('/kedge?as=ana')).not.toContain('secret')
  expect(await read('/kedge?as=bo&channel=secret')).toContain('<title>#secret')
  expect((await fetch(`${door.url}/kedge?as=ana&channel=secret`)).status).toBe(404)
  await send({ act: 'pass', hours: '24' })
  await send({ act: 'pass', hours: '-1' })
  expect(passed).toEqual([24])
  slack.useHttp('http://127.0.0.1:1/')
  await send({ act: 'line', channel: 'ml', line: '/kedge help' })
  // The script of another page of theirs takes nothing away from the one they are led to.
  await fetch(`${door.url}/kedge?as=ana`, { headers: { 'x-only-looking': 'yes' } })
  expect(await read('/kedge?as=ana')).toContain('Kedge did not answer in time')
  expect(await read('/kedge?as=ana')).not.toContain('role="alert"')
})
