import { expect, onTestFinished, test } from 'vitest'
import type { Probe } from '../../src/core/probe.ts'
import { SLACK_SCOPES } from '../../src/core/slack-app.ts'
import { slackProbes } from '../../src/edges/doctor-slack.ts'
import type { SlackSettings } from '../../src/edges/slack.ts'
import { faultProxy } from '../../src/stand-ins/fault-proxy.ts'
import { type SlackStandIn, startSlack } from '../../src/stand-ins/slack.ts'

const needed = SLACK_SCOPES.map(scope => scope.name)

interface Asked {
  readonly scopes?: readonly string[]
  /** Socket Mode is on in the app, unless told. */
  readonly socket?: false
  readonly settings?: Partial<SlackSettings>
  /** Where Slack is taken to be, given where it is. */
  readonly through?: (url: string) => Promise<string>
  /** What has to be in place. */
  readonly first?: (slack: SlackStandIn) => void
}

async function probesOf({ scopes = needed, socket, settings = {}, through, first }: Asked = {}) {
  const people = [{ id: 'U0ANA', name: 'ana' }]
  const slack = await startSlack({ people, channels: [], scopes, signingSecret: 'a-signing-secret' })
  onTestFinished(() => slack.close())
  if (socket !== false) await slack.useSocket()
  first?.(slack)
  const url = through ? await through(slack.url) : slack.url
  const by = { socket: { appToken: slack.appToken } }
  const { app, team } = slack.ids
  const ours = { app, team, botToken: slack.botToken, by, apiUrl: `${url}/api/`, ...settings }
  const probes = await slackProbes(ours, () => new Date())
  return { slack, probes, of: (name: string) => probes.filter(it => it.name === name) }
}

const notWell = (probes: readonly Probe[]) => probes.filter(({ outcome }) => outcome !== 'pass')

test('[E10] a Slack app as the manifest makes it passes every probe, and nothing is changed by looking', async () => {
  const { probes, slack } = await probesOf()
  expect(notWell(probes)).toEqual([])
  expect(probes.map(it => it.name)).toEqual([
    'slack-clock',
    'slack-token',
    'slack-workspace',
    'slack-app',
    'slack-scopes',
    'slack-door',
  ])
  const asked = ['api.test', 'apps.connections.open', 'auth.test', 'bots.info']
  expect(slack.calls.map(call => call.method).sort()).toEqual(asked)
})

test('[E10] a token that Slack refuses fails, and what hangs on it is not said to pass', async () => {
  const { of, probes } = await probesOf({ settings: { botToken: 'xoxb-of-somebody-else' } })
  expect(of('slack-token')).toEqual([
    {
      name: 'slack-token',
      outcome: 'fail',
      says: 'Slack, auth.test: invalid_auth',
      fix: 'give the bot token of the installed app (xoxb-…)',
    },
  ])
  expect(probes.map(it => it.name)).not.toContain('slack-scopes')
  expect(JSON.stringify(probes)).not.toContain('xoxb-of-somebody-else')
})

test('[E10] a token of another workspace, or of another app, fails with both ids', async () => {
  const { of } = await probesOf({ settings: { team: 'T0OTHER', app: 'A0OTHER' } })
  expect(of('slack-workspace')).toMatchObject([
    {
      outcome: 'fail',
      says: expect.stringMatching(/T000000001.*T0OTHER/),
      fix: expect.stringContaining('KEDGE_SLACK_TEAM_ID'),
    },
  ])
  expect(of('slack-app')).toMatchObject([
    {
      outcome: 'fail',
      says: expect.stringMatching(/A0KEDGE.*A0OTHER/),
      fix: expect.stringContaining('KEDGE_SLACK_APP_ID'),
    },
  ])
})

test('[E10] a scope that is missing fails by its name, and so does one that nobody needs', async () => {
  const { of } = await probesOf({ scopes: [...needed.filter(it => it !== 'files:write'), 'admin', 'channels:join'] })
  const page = 'api.slack.com/apps → your app → OAuth & Permissions → Bot Token Scopes, then install the app again'
  expect(of('slack-scopes')).toEqual([
    {
      name: 'slack-scopes',
      outcome: 'fail',
      says: 'The bot token lacks the scope files:write. Uploads the charts that stand in cards.',
      fix: `add files:write: ${page}`,
    },
    {
      name: 'slack-scopes',
      outcome: 'fail',
      says: 'Kedge has no use for admin and channels:join, and the bot token may do it.',
      fix: `take admin and channels:join out: ${page}`,
    },
  ])
})

test('[E10] without users:read nobody says which app it is, which is unknown', async () => {
  const { of } = await probesOf({ scopes: needed.filter(it => it !== 'users:read') })
  expect(of('slack-app')).toMatchObject([{ outcome: 'unknown', fix: expect.stringContaining('App ID') }])
})

test.each([
  ['off in the app', { socket: false }, /socket_mode_not_enabled/, /turn it on/],
  ['asked for with a bot token', { settings: { by: { socket: { appToken: 'xoxb-kedge' } } } }, /not_allowed/, /xapp-/],
  [
    'asked for with the token of another app',
    { settings: { by: { socket: { appToken: 'xapp-1-A0OTHER-1-abcdef' } } } },
    /of the app A0OTHER, not of A0KEDGE/,
    /A0KEDGE/,
  ],
] as const)('[E10] Socket Mode that is %s fails', async (_, asked, says, fix) => {
  const { of } = await probesOf(asked)
  expect(of('slack-door')).toMatchObject([
    { outcome: 'fail', says: expect.stringMatching(says), fix: expect.stringMatching(fix) },
  ])
})

test('[E10] over HTTP nobody can say here whether the signing secret is right, so it is not said to pass', async () => {
  const { of } = await probesOf({ settings: { by: { http: { signingSecret: 'a-signing-secret' } } } })
  expect(of('slack-door')).toMatchObject([{ outcome: 'skip', says: expect.stringContaining('/kedge help') }])
  expect(of('slack-reach')).toMatchObject([{ outcome: 'skip', says: expect.stringContaining('/healthz') }])
})

test('[E10] a clock that is off is said, and a Slack that does not answer is unknown, not wrong', async () => {
  const late = await faultProxy('http://127.0.0.1:9', () => ({
    status: 200,
    headers: { date: 'Mon, 02 Mar 2026 09:00:00 GMT' },
  }))
  onTestFinished(() => late.close())
  expect((await probesOf({ through: async () => late.url })).of('slack-clock')).toMatchObject([{ outcome: 'fail' }])
  const gone = await faultProxy('http://127.0.0.1:9', () => 'cut')
  onTestFinished(() => gone.close())
  const { probes } = await probesOf({ through: async () => gone.url })
  expect(probes.map(({ name, outcome }) => [name, outcome])).toEqual([
    ['slack-clock', 'unknown'],
    ['slack-token', 'unknown'],
    ['slack-door', 'unknown'],
  ])
  for (const probe of probes) expect(probe).toMatchObject({ fix: expect.stringMatching(/reaches 127\.0\.0\.1:\d+/) })
})
