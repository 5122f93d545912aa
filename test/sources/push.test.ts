import { describe, expect, test } from 'vitest'
import { pushFaults } from '../../src/sources/push.ts'

const GOOD = '0123456789abcdef0123456789abcdef'
const push = (token: string) => ({ type: 'push', token }) as const

describe('[D2] the token of a source', () => {
  test('of its own and long enough is taken', () => {
    expect(pushFaults({ desk: push(GOOD), lab: push(`${GOOD}x`) })).toEqual([])
  })

  test.each([
    ['short', 'hunter2', 'has fewer than 24 characters'],
    ['long and always the same', 'a'.repeat(40), 'has fewer than 10 different characters'],
    ['with a space, which no header takes', `${GOOD} ${GOOD}`, 'holds characters that no Authorization header takes'],
    ['with a line break', `${GOOD}\nX-Admin: yes`, 'holds characters that no Authorization header takes'],
  ])('is refused: %s, with the fix and without repeating it', (_, token, says) => {
    const [fault] = pushFaults({ desk: push(token) })
    expect(fault).toMatchObject({ code: 'bad-token', says: `The token of the connection desk ${says}.` })
    expect(fault?.fix).toMatch(/openssl rand -hex 32/)
    expect(JSON.stringify(fault)).not.toContain(token)
  })

  test('that two sources have is refused', () => {
    expect(pushFaults({ desk: push(GOOD), lab: push(GOOD) }).map(it => it.says)).toEqual([
      'The token of the connection lab is also the one of desk.',
    ])
  })
})
