import { expect, test } from 'vitest'
import type { People } from '../../src/core/people.ts'
import type { Repository } from '../../src/core/repository.ts'
import people from '../../src/policies/people.ts'

const policy = (list: People['people']): People => ({
  kind: 'people',
  id: 'people',
  because: 'so',
  slackTeam: 'T000000001',
  people: list,
})
const told = (list: People['people']) =>
  people.complaints?.(policy(list), {} as Repository).map(c => `${c.level ?? 'error'} ${c.at.join('.')} ${c.code}`)

test.each([
  ['one Slack user', { slack: 'U0A' }, { slack: 'U0A' }, ['error people.b.slack same-account']],
  [
    'one GitHub id',
    { github: { login: 'x', id: 4 } },
    { github: { login: 'y', id: 4 } },
    ['error people.b.github.id same-account'],
  ],
  [
    'one GitHub login, whatever its case',
    { github: { login: 'Ana', id: 4 } },
    { github: { login: 'ana', id: 5 } },
    ['error people.b.github.login same-account'],
  ],
  [
    'accounts of their own',
    { slack: 'U0A', github: { login: 'x', id: 4 } },
    { slack: 'U0B', github: { login: 'y', id: 5 } },
    [],
  ],
  ['no account', { slack: 'U0A' }, {}, ['warning people.b no-account']],
])('[A9] two people with %s', (_, a, b, expected) => {
  expect(told({ a: { name: 'A', roles: [], ...a }, b: { name: 'B', roles: [], ...b } })).toEqual(expected)
})
