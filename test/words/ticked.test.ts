import { expect, test } from 'vitest'
import { strongTicked, ticked } from '../../src/words/ticked.ts'

const strong = (text: string) => ({ is: 'strong', text })
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

test('in bold, code stays code, and spaces stay outside', () => {
  expect(strongTicked('Blocked: `a-rule` says no')).toEqual([
    strong('Blocked:'),
    ' ',
    code('a-rule'),
    ' ',
    strong('says no'),
  ])
  expect(strongTicked('`a-rule`')).toEqual([code('a-rule')])
})
