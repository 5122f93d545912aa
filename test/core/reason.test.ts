import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { REASON_CODES, refusalOf } from '../../src/core/reason.ts'

describe('every reason has words and a fix', () => {
  test.each(REASON_CODES)('%s', code => {
    const { says, fix } = refusalOf(code)
    expect(says).toMatch(/^[A-Z].*\.$/)
    expect(fix).toMatch(/^[A-Z`].*\.$/)
    expect(says + fix).not.toMatch(/[{}]|undefined/)
  })
})

test('the words name who, what and when where that is known', () => {
  expect(refusalOf('expired', { deadline: '3 March 2026, 09:00 UTC' }).says).toBe(
    'The time to approve ended at 3 March 2026, 09:00 UTC.',
  )
  expect(refusalOf('wrong-role', { who: 'somebody with the role operations' }).fix).toBe(
    'Ask somebody with the role operations to approve.',
  )
})

test('each reason is given somewhere, so none is only words', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  const code = files
    .filter(file => file.endsWith('.ts') && !file.endsWith('reason.ts'))
    .map(file => readFileSync(`src/${file}`, 'utf8'))
    .join('\n')
  // What an account is comes from Slack and GitHub as data.
  const accounts = ['bot', 'guest', 'stranger', 'deleted']
  expect(REASON_CODES.filter(reason => !accounts.includes(reason) && !code.includes(`'${reason}'`))).toEqual([])
})
