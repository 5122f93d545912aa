import { describe, expect, test } from 'vitest'
import { peopleOf } from '../../src/starter/person.ts'

describe('[B10] a person is one line', () => {
  test('with roles and accounts, by a key made from the name', () => {
    expect(peopleOf(['Ana Ruiz: modelops + governance :ana-ruiz:4117:U0ANA', '', 'Bo:modelops:::U0BO'])).toEqual({
      people: {
        ana: {
          name: 'Ana Ruiz',
          slack: 'U0ANA',
          github: { login: 'ana-ruiz', id: 4117 },
          roles: ['modelops', 'governance'],
        },
        bo: { name: 'Bo', slack: 'U0BO', roles: ['modelops'] },
      },
      problems: [],
    })
  })

  test('whose name may hold colons, and be that of another, or of no letters an id can have', () => {
    const lines = ['Ana Ruiz', 'Ana Berg', 'Ana Berg', '李雷', '🙂', 'Dr: Ångström', 'constructor', '__proto__']
    const { people, problems } = peopleOf(lines.map(name => `${name}:modelops:::U0A`))
    expect(problems).toEqual([])
    expect(Object.values(people).map(({ name }) => name)).toEqual(lines)
    expect(Object.keys(people)).toEqual([
      'ana',
      'ana-berg',
      'ana-berg-2',
      'person',
      'person-2',
      'dr',
      'constructor',
      'proto',
    ])
  })

  test.each([
    ['Ana', 'has fewer than five parts'],
    ['Ana:modelops:ana:4', 'has fewer than five parts'],
    [':modelops:ana:4:U0A', 'has no name'],
    ['Ana::ana:4:U0A', 'has no role'],
    ['Ana:+:ana:4:U0A', 'has no role'],
    ['Ana:modelops:ana::U0A', 'has a GitHub login or a GitHub id, and not both'],
    ['Ana:modelops:ana:four:U0A', 'has the GitHub id `four`, which is no number'],
    ['Ana:modelops:ana:-1:U0A', 'has the GitHub id `-1`, which is no number'],
    ['Ana:modelops:a na:4:U0A', 'has the login `a na`, which is none'],
    ['Ana:modelops:ana:4:ana', 'has the Slack id `ana`, which is none'],
  ])('%s is told', (line, why) => {
    expect(peopleOf([line])).toMatchObject({
      people: {},
      problems: [{ says: `\`${line}\` ${why}.`, fix: expect.stringContaining('name:role+role:github-login') }],
    })
  })
})
