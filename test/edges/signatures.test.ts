import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isValidSlackRequest } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { verifyGitHubDelivery } from '../../src/edges/github-webhooks.ts'
import { signatureOf } from '../../src/edges/webhook.ts'

const secret = 's3cret-s3cret'
const body = '{"a":1}'
const at = Math.floor(Date.now() / 1000)
/** Every length from none to twice the right one, of hex digits and of letters that take two bytes. */
const LENGTHS = Array.from({ length: 150 }, (_, n) => n)
const wrong = ['0', 'ä'].flatMap(letter => LENGTHS.flatMap(n => [letter.repeat(n), `sha256=${letter.repeat(n)}`]))

describe('[C12] a signature of another length is refused and nothing throws (attack 3)', () => {
  test('by GitHub’s door', async () => {
    const headers = { 'x-github-event': 'push', 'x-github-delivery': 'd-1' }
    const delivered = (signature: string) =>
      verifyGitHubDelivery(secret, { ...headers, 'x-hub-signature-256': signature }, Buffer.from(body))
    for (const signature of wrong) expect(await delivered(signature)).toMatchObject({ is: 'refused', status: 401 })
    expect(await delivered(signatureOf(secret, body))).toMatchObject({ is: 'event' })
  })

  test('by Slack’s', () => {
    const admitted = (signature: string) =>
      isValidSlackRequest({
        ...{ signingSecret: secret, body },
        headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': at },
      })
    const right = signatureOf(secret, `v0:${at}:${body}`).replace('sha256', 'v0')
    for (const signature of wrong.flatMap(text => [text, text.replace('sha256', 'v0')]))
      expect(admitted(signature)).toBe(false)
    expect(admitted(right)).toBe(true)
  })
})

describe('[C12] signatures are compared in constant time (attack 3)', () => {
  const root = join(import.meta.dirname, '../..')
  const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8')

  test('by us: no file of ours compares one letter by letter', () => {
    const compares = /signature\w*(\([^)]*\))? [!=]== (?!''|undefined)/i
    const texts = readdirSync(join(root, 'src/edges')).map(name => ({ name, text: read('src/edges', name) }))
    const wrong = texts.filter(({ text }) => compares.test(text.replaceAll(/typeof \w+ [!=]== '\w+'/g, '')))
    expect(wrong.map(({ name }) => name)).toEqual([])
    expect(compares.test('if (signature === signatureOf(secret, text)) return')).toBe(true)
    expect(read('src/edges/same-secret.ts')).toContain('timingSafeEqual(')
  })

  test.each([
    ['Octokit, for GitHub', '@octokit/webhooks-methods/dist-node/index.js', /timingSafeEqual\(/],
    ['Bolt, for Slack', '@slack/bolt/dist/receivers/verify-request.js', /tsscmp/],
  ])('by %s', (_, path, how) => {
    expect(read('node_modules', path)).toMatch(how)
  })
})
