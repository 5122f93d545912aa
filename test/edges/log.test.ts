import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { problem } from '../../src/core/problem.ts'
import { openLog } from '../../src/edges/log.ts'
import { SomeValuesError } from '../../src/flows/some-values.ts'

const PEM = generateKeyPairSync('rsa', {
  modulusLength: 1024,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
}).privateKey

function written(fields: object, message = 'something happened', secrets: readonly string[] = []): string {
  const lines: string[] = []
  openLog({ secrets, to: { write: line => void lines.push(line) } }).error(fields, message)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^\{.*\}\n$/)
  return lines[0] ?? ''
}

const TOKENS = [
  'xoxb-1-2-abcDEF',
  'xapp-1-A0-2-abcDEF',
  'ghs_abcDEF123',
  'github_pat_abcDEF_123',
  'https://x-access-token:abcDEF@github.com/acme/models.git',
  'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxIn0.abcDEF-_',
  'https://hooks.slack.com/commands/T1/2/abcDEF',
  PEM,
]

test.each(TOKENS)('a token is taken out of messages, fields, keys, causes and stacks: %#', token => {
  const cause = new Error(`inner ${token}`)
  const err = new Error(`outer ${token}`, { cause: new AggregateError([cause], 'several') })
  Object.assign(err, { request: { headers: { authorization: `token ${token}` }, url: `https://x/?t=${token}` } })
  const line = written({ err, [token]: 1, deep: { list: [{ [token]: [token] }] } }, `so ${token} it is`)
  expect(line).not.toContain('abcDEF')
  expect(line).not.toContain(PEM.split('\n')[1])
  expect(line).toContain('[redacted]')
})

test('[attack 60] what stands under the name of a secret is taken out at any depth', () => {
  const secret = { password: 'hunter2-hunter2', signingSecret: 'quiet-please', responseUrl: 'https://other.test/once' }
  const line = written({ a: { b: { c: { d: [{ ...secret, botToken: 9_876_543_210 }] } } }, token: 'plain-words' })
  expect(line).not.toMatch(/hunter2|quiet-please|other\.test|9876543210|plain-words/)
})

test('the secrets of this deployment are taken out wherever they stand, although they look like nothing', () => {
  const line = written({ err: new Error('bad signature for correct-horse "battery"') }, 'correct-horse "battery"', [
    'correct-horse "battery"',
    ' ',
  ])
  expect(line).not.toContain('correct-horse')
  expect(JSON.parse(line)).toMatchObject({ msg: '[redacted]', err: { message: 'bad signature for [redacted]' } })
})

test('what is no secret stays as it is', () => {
  expect(JSON.parse(written({ what: 'job', tries: 3, none: null, token: null }))).toMatchObject({
    level: 50,
    msg: 'something happened',
    what: 'job',
    tries: 3,
    none: null,
    token: null,
  })
})

test('[D12] what is wrong with each row of a long answer is a short line, which says how much more there is', () => {
  const problems = Array.from({ length: 100_000 }, (_, row) =>
    problem('bad-reading', `row ${row} has no value`, 'Mend it.'),
  )
  const line = written({
    err: new SomeValuesError(problems, Array(1300).fill({ kpi: 'a', segment: '', version: '1' })),
  })
  expect(line.length).toBeLessThan(20_000)
  const { err } = JSON.parse(line)
  expect(err.problems).toHaveLength(21)
  expect(err.problems.at(-1)).toBe('and 99980 more')
  expect(err.lacking.at(-1)).toBe('and 1280 more')
  expect(err.message).toContain('row 19 has no value')
  expect(err.message).toMatch(/\nand 99980 more$/)
  expect(JSON.parse(written({ problems })).problems).toHaveLength(21)
  expect(JSON.parse(written({ problems: problems.slice(0, 20) })).problems).toHaveLength(20)
  expect(JSON.parse(written({ err: 'a text' })).err).toBe('a text')
})
