import { expect, test } from 'vitest'
import { ticked } from '../../src/core/ticked.ts'

const code = (text: string) => ({ is: 'code', text })

test.each([
  ['write `/kedge help`', ['write ', code('/kedge help')]],
  [
    'expected `to` after `churn`, not `too`',
    ['expected ', code('to'), ' after ', code('churn'), ', not ', code('too')],
  ],
  ['one ` alone', ['one ` alone']],
  ['``', ['``']],
  ['', []],
])('%j has its code in words', (text, words) => {
  expect(ticked(text)).toEqual(words)
})
