import { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOptions } from '../../src/edges/slack-calls.ts'
import { safeUrl, slackFiles } from '../../src/edges/slack-files.ts'
import type { SlackFile } from '../../src/flows/world.ts'
import { localServer } from '../fixtures/local-server.ts'
import { type House, logInto, openHouse } from './slack-house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse('http')
})
afterAll(() => house.close())

const FILE: SlackFile = { id: 'F1', name: 'a.csv', user: 'U0ANA', ours: true, csv: true, bytes: 5, shares: {}, url: '' }

/** The edge before a server of the test, which answers every download. */
async function before(answer: Parameters<typeof localServer>[0]) {
  const server = await localServer(answer)
  const apiUrl = `http://127.0.0.1:${server.port}/api/`
  const home = { app: 'A1', team: 'T1', botToken: 'xoxb-1', apiUrl, log: logInto([]) }
  const { content } = slackFiles(new WebClient(home.botToken, clientOptions(apiUrl)), home)
  const read = (most: number) => content({ ...FILE, url: `http://127.0.0.1:${server.port}/files-pri/F1/a.csv` }, most)
  return { ...server, read }
}

test('[D2] a file is described as it stands where it is shared, and read with the token', async () => {
  const ana = house.slack.person('U0ANA')
  const { file: id, ts } = await ana.drops('secret', { name: 'a.csv', text: 'hello' })
  const file = (await house.edge.see.file(id)) as SlackFile
  expect(file).toMatchObject({ name: 'a.csv', user: 'U0ANA', ours: true, csv: true, bytes: 5 })
  expect(file.shares).toEqual({ C0SEC: { thread: ts } })
  const read = async (most: number) => {
    const content = await house.edge.see.content(file, most)
    return content === 'gone' ? content : [Buffer.from(content.bytes).toString(), content.whole]
  }
  expect(await read(5)).toEqual(['hello', true])
  expect(await read(4)).toEqual(['hell', false])
  ana.deletes(id)
  expect(await house.edge.see.file(id)).toBeUndefined()
  expect(await read(5)).toBe('gone')
  expect(await house.edge.see.file('F0NONE')).toBeUndefined()
})

test.each([
  [
    { mode: 'snippet', name: 'a.csv' },
    { ours: true, csv: true },
  ],
  [{ mode: 'external', name: 'a.csv' }, { ours: false }],
  [{ mode: 'tombstone', name: 'a.csv' }, { ours: false }],
  [{ team: 'T0OTHER', name: 'a.csv' }, { ours: false }],
  [{ name: 'A.CSV' }, { csv: true }],
  [{ name: 'csv.txt' }, { csv: false }],
] as const)('[D2] a file of the kind %j is %j', async (dropped, is) => {
  const { file } = await house.slack.person('U0ANA').drops('ml', { text: 'x', ...dropped })
  expect(await house.edge.see.file(file)).toMatchObject(is)
})

test('[D2] what is larger than it says is not read to its end', async () => {
  let sent = 0
  const { read } = await before((_, response) => {
    const part = Buffer.alloc(64 * 1024, 'x')
    const more = () => {
      for (let go = true; go && !response.destroyed && sent < 1e9; sent += part.length) go = response.write(part)
    }
    response.on('drain', more)
    more()
  })
  expect(await read(1000)).toMatchObject({ whole: false, bytes: { length: 1000 } })
  expect(sent).toBeLessThan(50e6)
})

test('[D2] no redirect is followed, and a page to sign in at is no file', async () => {
  const foreign = await localServer((_, response) => response.end('stolen'))
  const redirecting = await before((_, response) => {
    response.writeHead(302, { location: `http://127.0.0.1:${foreign.port}/` }).end()
  })
  const fix = /fix: give the app the scope files:read and install it again/
  await expect(redirecting.read(9)).rejects.toMatchObject({ is: 'denied', message: expect.stringMatching(fix) })
  expect(redirecting.asked[0]?.headers.authorization).toBe('Bearer xoxb-1')
  expect(foreign.asked).toEqual([])
  const page = await before((_, response) =>
    response.setHeader('content-type', 'text/html; charset=utf-8').end('<html>'),
  )
  await expect(page.read(9)).rejects.toMatchObject({ is: 'denied', message: expect.stringMatching(fix) })
})

test.each([
  [429, { is: 'limited', retryAfterS: 7 }],
  [503, { is: 'unavailable' }],
  [403, { is: 'denied' }],
])('[D2] an answer %i is told apart', async (status, is) => {
  const { read } = await before((_, response) => response.writeHead(status, { 'retry-after': '7' }).end())
  await expect(read(9)).rejects.toMatchObject(is)
})

test.each([
  ['https://files.slack.com/files-pri/T1-F1/a.csv', 'https://slack.com/api/', true],
  ['https://slack.com/files-pri/T1-F1/a.csv', 'https://slack.com/api/', true],
  ['https://files.slack-gov.com/files-pri/T1-F1/a.csv', 'https://slack-gov.com/api/', true],
  ['https://files.slack.com/files-pri/T1-F1/a.csv', 'https://slack-gov.com/api/', false],
  ['http://files.slack.com/files-pri/T1-F1/a.csv', 'https://slack.com/api/', false],
  ['https://files.slack.com:8443/a.csv', 'https://slack.com/api/', false],
  ['https://files.slack.com.evil.test/a.csv', 'https://slack.com/api/', false],
  ['https://evil.test/?https://files.slack.com/', 'https://slack.com/api/', false],
  ['https://files.slack.com@evil.test/a.csv', 'https://slack.com/api/', false],
  ['https://user@files.slack.com/a.csv', 'https://slack.com/api/', false],
  ['https://169.254.169.254/a.csv', 'https://slack.com/api/', false],
  ['file:///etc/passwd', 'https://slack.com/api/', false],
  ['', 'https://slack.com/api/', false],
])('[D2] the token may go to %s beside %s: %s (attacks 10, 69)', (url, apiUrl, may) => {
  const given = () => safeUrl(url, apiUrl)
  if (may) expect(given().href).toBe(url)
  else expect(given).toThrow(/not with Slack\n {2}fix: upload the file to Slack itself/)
})
