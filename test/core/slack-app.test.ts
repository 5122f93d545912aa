import type { AppsManifestCreateArguments } from '@slack/web-api'
import { expect, test } from 'vitest'
import { SLACK_CALLS, SLACK_EVENTS, SLACK_SCOPES, slackManifest } from '../../src/core/slack-app.ts'

test('every scope but the command’s is needed by a call, and every call has its scopes', () => {
  const needed = Object.values(SLACK_CALLS).flat()
  const declared = SLACK_SCOPES.map(scope => scope.name)
  expect([...new Set(needed), 'commands'].sort()).toEqual([...declared].sort())
})

test('every scope and event says why', () => {
  for (const { name, because } of [...SLACK_SCOPES, ...SLACK_EVENTS]) expect(because, name).toMatch(/^[A-Z].{10,}\.$/)
})

test('the manifest for Socket Mode exposes nothing', () => {
  const manifest: AppsManifestCreateArguments['manifest'] = slackManifest({ socketMode: true })
  expect(JSON.stringify(manifest)).not.toMatch(/url/)
  expect(manifest).toMatchInlineSnapshot(`
    {
      "display_information": {
        "background_color": "#1f3a5f",
        "description": "Governs models by reviewed files in git",
        "name": "Kedge",
      },
      "features": {
        "app_home": {
          "home_tab_enabled": true,
          "messages_tab_enabled": false,
          "messages_tab_read_only_enabled": true,
        },
        "bot_user": {
          "always_online": true,
          "display_name": "Kedge",
        },
        "slash_commands": [
          {
            "command": "/kedge",
            "description": "Models: how they do, what they need, who approves",
            "should_escape": false,
            "usage_hint": "help | status | rollback <model> to <version> because …",
          },
        ],
      },
      "oauth_config": {
        "scopes": {
          "bot": [
            "commands",
            "chat:write",
            "channels:history",
            "groups:history",
            "files:read",
            "files:write",
            "users:read",
          ],
        },
      },
      "settings": {
        "event_subscriptions": {
          "bot_events": [
            "app_home_opened",
            "file_shared",
            "app_uninstalled",
            "tokens_revoked",
          ],
        },
        "interactivity": {
          "is_enabled": true,
        },
        "org_deploy_enabled": false,
        "socket_mode_enabled": true,
        "token_rotation_enabled": false,
      },
    }
  `)
})

test('the manifest for HTTP names one address three times', () => {
  const manifest = slackManifest({ socketMode: false, url: 'https://kedge.example.com/' })
  expect(JSON.stringify(manifest).match(/https:[^"]*/g)).toEqual(
    Array(3).fill('https://kedge.example.com/slack/events'),
  )
  expect(() => slackManifest({ socketMode: false })).toThrow(/fix: name the address/)
})
