import { expect, test } from 'vitest'
import { GITHUB_EVENTS, GITHUB_PERMISSIONS } from '../../src/core/github-app.ts'
import { SLACK_SCOPES } from '../../src/core/slack-app.ts'
import { kedge } from '../fixtures/kedge-process.ts'

test('[A11] the Slack manifest asks for the declared scopes, and for Socket Mode unless there is an address', async () => {
  const socket = JSON.parse((await kedge('manifest', 'slack')).out)
  expect(socket.oauth_config.scopes.bot).toEqual(SLACK_SCOPES.map(scope => scope.name))
  expect(socket.settings.socket_mode_enabled).toBe(true)
  const http = JSON.parse((await kedge('manifest', 'slack', '--url', 'https://k.example.com', '--name', 'Anchor')).out)
  expect(http.settings).toMatchObject({
    socket_mode_enabled: false,
    interactivity: { request_url: 'https://k.example.com/slack/events' },
  })
  expect(http.display_information.name).toBe('Anchor')
})

test('[A11] the GitHub manifest asks for the declared permissions, and for webhooks where there is an address', async () => {
  const permissions = Object.fromEntries(GITHUB_PERMISSIONS.map(it => [it.name, it.level]))
  const polling = JSON.parse((await kedge('manifest', 'github')).out)
  expect(polling).toMatchObject({ default_permissions: permissions, default_events: [] })
  const hooked = JSON.parse((await kedge('manifest', 'github', '--url', 'https://k.example.com')).out)
  expect(hooked).toMatchObject({
    default_permissions: permissions,
    default_events: GITHUB_EVENTS.map(it => it.name),
    hook_attributes: { url: 'https://k.example.com/github' },
  })
})

test('[A11] the link to GitHub’s form says the same, on github.com and on an Enterprise Server', async () => {
  const plain = new URL((await kedge('manifest', 'github', '--link', '--org', 'acme')).out.trim())
  expect(plain.origin + plain.pathname).toBe('https://github.com/organizations/acme/settings/apps/new')
  for (const { name, level } of GITHUB_PERMISSIONS) expect([name, plain.searchParams.get(name)]).toEqual([name, level])
  expect(plain.searchParams.get('webhook_active')).toBe('false')
  const args = ['--link', '--url', 'https://k.example.com', '--host', 'https://github.acme.test']
  const own = new URL((await kedge('manifest', 'github', ...args)).out.trim())
  expect(own.origin + own.pathname).toBe('https://github.acme.test/settings/apps/new')
  expect(own.searchParams.get('webhook_url')).toBe('https://k.example.com/github')
  expect(own.searchParams.getAll('events[]')).toEqual(GITHUB_EVENTS.map(it => it.name))
})

test('[A11] each scope and permission is explained in a line of its own', async () => {
  const [slack, github] = await Promise.all([
    kedge('manifest', 'slack', '--explain'),
    kedge('manifest', 'github', '--explain'),
  ])
  for (const { name, because } of SLACK_SCOPES) expect(slack.out).toContain(`| \`${name}\` | ${because} |\n`)
  for (const { level, because } of GITHUB_PERMISSIONS) expect(github.out).toContain(`| ${level} | ${because} |\n`)
})

test('[A11] what is no address leaves with 2 and a fix', async () => {
  const { code, err } = await kedge('manifest', 'slack', '--url', 'k.example.com')
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('fix: write it whole') })
})
