import { describe, expect, test } from 'vitest'
import { lineOf } from '../../src/core/problem.ts'
import { readSettings } from '../../src/core/read-settings.ts'
import { SETTING_NAMES, SETTINGS, type Setting } from '../../src/core/settings.ts'
import { says } from '../../src/words/says.ts'

const GOOD = {
  KEDGE_GITHUB_REPOSITORY: 'acme/models',
  KEDGE_GITHUB_APP_ID: '123456',
  KEDGE_GITHUB_PRIVATE_KEY: './kedge.private-key.pem',
  KEDGE_SLACK_APP_ID: 'A0123ABCD',
  KEDGE_SLACK_TEAM_ID: 'T0123ABCD',
  KEDGE_SLACK_BOT_TOKEN: 'xoxb-1-2-three',
  KEDGE_SLACK_APP_TOKEN: 'xapp-1-A0123-four',
}
const entries = SETTING_NAMES.map(name => [name, SETTINGS[name] as Setting] as const)
const namesIn = (env: Record<string, string>) => readSettings(env).problems.map(it => it.says.split(' ')[0])

describe('[A11] settings', () => {
  test('that are missing are all named at once, each with where to get it', () => {
    const { settings, problems } = readSettings({})
    expect(settings).toBeUndefined()
    const needed = entries.filter(([, it]) => !it.optional && it.fallback === undefined).map(([name]) => name)
    expect(namesIn({})).toEqual([...needed, 'Slack'])
    for (const name of needed)
      expect(problems.find(it => it.says.startsWith(name))?.fix).toContain(says.settings[name].where)
  })

  test('that are malformed are named with the missing ones, in words and not in patterns', () => {
    const env = { ...GOOD, KEDGE_GITHUB_REPOSITORY: 'models', KEDGE_PORT: '99999', KEDGE_SLACK_TEAM_ID: '' }
    expect(readSettings(env).problems.map(lineOf).join('\n')).toMatchInlineSnapshot(`
      "error malformed-setting: KEDGE_GITHUB_REPOSITORY does not look right: “models” is not owner/name.
        fix: get it from its address on GitHub; it looks like acme/models
      error missing-setting: KEDGE_SLACK_TEAM_ID is not set. The workspace (or organisation) the app is installed in; what comes from another is dropped.
        fix: set KEDGE_SLACK_TEAM_ID (like T0123ABCD); get it from the address of Slack in a browser: app.slack.com/client/T…
      error malformed-setting: KEDGE_PORT does not look right: “99999” is not a number from 0 (any free one) to 65535.
        fix: leave it out, and it is 3000; else: your choice"
    `)
  })

  test('are defaults where none is given; nothing optional is invented', () => {
    expect(readSettings(GOOD).settings).toEqual({
      ...GOOD,
      KEDGE_GITHUB_WEBHOOK_SECRET: undefined,
      KEDGE_GITHUB_URL: 'https://api.github.com',
      KEDGE_GITHUB_BRANCH: 'main',
      KEDGE_SLACK_SIGNING_SECRET: undefined,
      KEDGE_SLACK_API_URL: 'https://slack.com/api/',
      KEDGE_CONNECTIONS: 'connections.yaml',
      KEDGE_DATA: '.kedge',
      KEDGE_INBOX_MAX: '10000',
      KEDGE_PORT: '3000',
      KEDGE_HOST: '0.0.0.0',
    })
  })

  test('of one door suffice: Socket Mode or HTTP', () => {
    const { KEDGE_SLACK_APP_TOKEN: _, ...without } = GOOD
    expect(namesIn(without)).toEqual(['Slack'])
    expect(namesIn({ ...without, KEDGE_SLACK_SIGNING_SECRET: '0123456789abcdef' })).toEqual([])
  })

  test('that are secret are never repeated, however wrong they are', () => {
    const secrets = entries.filter(([, it]) => it.secret).map(([name]) => name)
    const wrong = { KEDGE_GITHUB_WEBHOOK_SECRET: 'sEcrEt', KEDGE_SLACK_SIGNING_SECRET: 'sEcr Et of Slack' }
    const env = { ...Object.fromEntries(secrets.map(name => [name, 'not-a-sEcrEt but a phrase'])), ...wrong }
    const problems = readSettings(env).problems.filter(it => it.code === 'malformed-setting')
    expect(problems.map(it => it.says.split(' ')[0])).toEqual(secrets)
    expect(problems.map(lineOf).join('\n')).not.toMatch(/sEcr/)
  })

  test.each(['0', '3000', '65535'])('take port %s', port => {
    expect(namesIn({ ...GOOD, KEDGE_PORT: port })).toEqual([])
  })
  test.each(['-1', '65536', '3e3', 'http', '99999'])('refuse port %s', port => {
    expect(namesIn({ ...GOOD, KEDGE_PORT: port })).toEqual(['KEDGE_PORT'])
  })

  test('look like their own examples and defaults, and say in words what they look like', () => {
    for (const [name, { looks, example, fallback }] of entries) {
      for (const value of [example, fallback])
        if (value !== undefined && looks) expect([name, looks.test(value)]).toEqual([name, true])
      expect([name, says.settings[name].shape !== undefined]).toEqual([name, looks !== undefined])
    }
  })
})
