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
