import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Octokit } from 'octokit'
import { describe, expect, test } from 'vitest'
import {
  GITHUB_CALLS,
  GITHUB_EVENTS,
  GITHUB_PERMISSIONS,
  githubAppManifest,
  githubAppTable,
  missingPermissions,
  OPTIONAL_PERMISSIONS,
} from '../../src/core/github-app.ts'

const edges = join(import.meta.dirname, '../../src/edges')
const sources = readdirSync(edges)
  .filter(name => /^(github|doctor-github)/.test(name))
  .map(name => ({ name, text: readFileSync(join(edges, name), 'utf8') }))
const calls = Object.entries(GITHUB_CALLS)

describe('every call the edge makes', () => {
  test('stands in the table, and every line of the table is called', () => {
    const named = sources.flatMap(({ text }) =>
      [...text.matchAll(/\.(?:call|every)\(\s*'([a-zA-Z.]+)'/g)].map(m => m[1]),
    )
    expect([...new Set(named)].sort()).toEqual(calls.map(([name]) => name).sort())
  })

  test('goes through the client: nobody else calls Octokit or fetch', () => {
    const around = /octokit\.(rest|request|paginate|graphql)\b|[^.\w]fetch\(/
    const others = sources.filter(({ name }) => !['github-client.ts', 'github-fetch.ts'].includes(name))
    expect(others.filter(({ text }) => around.test(text)).map(({ name }) => name)).toEqual([])
  })

  test('is a method of Octokit, and is sent once unless it only reads or sets', () => {
    const rest = new Octokit().rest as unknown as Record<
      string,
      Record<string, { endpoint: { DEFAULTS: { method: string } } }>
    >
    for (const [name, call] of calls) {
      const [scope = '', method = ''] = name.split('.')
      const verb = rest[scope]?.[method]?.endpoint.DEFAULTS.method
      const mayRepeat = verb === 'GET' || ['pulls.update', 'issues.update', 'checks.update'].includes(name)
      expect([name, 'once' in call]).toEqual([name, !mayRepeat])
      expect([name, call.needs.endsWith(':write')]).toEqual([name, verb !== 'GET'])
    }
  })

  test('is covered by a declared permission, as is every event, and no permission is idle', () => {
    const all = [...GITHUB_PERMISSIONS, ...OPTIONAL_PERMISSIONS]
    const levels = new Map<string, string>(all.map(p => [p.name, p.level]))
    const needed = [...calls.map(([, call]) => call.needs), ...GITHUB_EVENTS.map(e => e.needs)]
    for (const need of needed) {
      const [name = '', level] = need.split(':')
      expect([need, ['write', level].includes(levels.get(name))]).toEqual([need, true])
    }
    const used = all.map(p => `${p.name}:${p.level}`)
    for (const permission of used) expect(needed).toContain(permission)
  })
})

test('the manifest says the permissions, the events and where webhooks go', () => {
  expect(githubAppManifest({ name: 'Kedge', url: 'https://kedge.acme.test/github' })).toMatchInlineSnapshot(`
    {
      "default_events": [
        "push",
        "pull_request",
        "pull_request_review",
        "check_run",
        "workflow_run",
      ],
      "default_permissions": {
        "actions": "write",
        "checks": "write",
        "contents": "write",
        "issues": "write",
        "metadata": "read",
        "pull_requests": "write",
      },
      "description": "Governs models by files in this repository and decisions in Slack.",
      "hook_attributes": {
        "active": true,
        "url": "https://kedge.acme.test/github",
      },
      "name": "Kedge",
      "public": false,
      "url": "https://kedge.acme.test",
    }
  `)
})

test('without an address for webhooks there is no hook and no event', () => {
  const manifest = githubAppManifest({ name: 'Kedge', homepage: 'https://acme.test' })
  expect(manifest).toMatchObject({ url: 'https://acme.test', default_events: [] })
  expect(manifest).not.toHaveProperty('hook_attributes')
})

test('what an installation lacks is named; write includes read', () => {
  const granted = { metadata: 'write', contents: 'read', pull_requests: 'write', checks: 'write' }
  expect(missingPermissions(granted).map(p => p.name)).toEqual(['contents', 'actions', 'issues'])
})

test('the README’s tables', () => {
  expect(githubAppTable()).toMatchInlineSnapshot(`
    "| permission | level | why |
    |---|---|---|
    | Metadata | read | Every App has it; it shows the rules of a branch. |
    | Contents | write | Reads models and policies, commits a change to its own branch, merges it, appends the record. |
    | Pull requests | write | Opens the pull request of a change and reads the reviews on it. |
    | Checks | write | Sets the check \`kedge\`, which is the gate; only Apps may set checks. |
    | Actions | write | Starts the delivery workflow of a model and follows it to its end. |
    | Issues | write | Opens the issue of a case where a playbook says so, and closes it. |
    | Administration | read, if you like | Shows the reviews that *classic* protection demands; rulesets need it not. |
    | Members | read, if you like | Reads who is in a team, where \`teams\` in policies/people.yaml gives roles by teams. |

    | event | why |
    |---|---|
    | Push | The rules or the models have moved, or somebody pushed to a change. |
    | Pull request | A change was opened, pushed to, retargeted, merged or closed. |
    | Pull request review | A review is a vote; dismissed, only a denial still stands, until its giver approves. |
    | Check run | Somebody asks for the check again. |
    | Workflow run | A delivery has started or ended. |
    "
  `)
})
