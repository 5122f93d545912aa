import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type Call, type FaultProxy, faultProxy } from '../../src/stand-ins/fault-proxy.ts'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { pushedModel } from '../fixtures/desk.ts'
import { channelOfFiles, csv, HEAD, LOOK, ROWS } from './dropped.ts'
import { MODEL } from './world.ts'

type Room = Awaited<ReturnType<typeof channelOfFiles>>

const readings = csv(...ROWS)
/** What the bot has said in the channel. */
const said = (it: Room) => it.air.slack.messages('flight-ops').filter(m => m.bot_id !== undefined)
const card = (it: Room) => messageText(said(it).at(-1)?.blocks ?? [])

/** Slack behind a door that slams for downloads alone. */
async function slamming(first: (call: Call) => ReturnType<Parameters<FaultProxy['rule']>[0]>) {
  const isFile = ({ path }: Call) => path.startsWith('/files-pri/')
  const proxies: FaultProxy[] = []
  const it = await channelOfFiles({
    slackUrl: async url => {
      const proxy = await faultProxy(url, call => (isFile(call) ? first(call) : undefined))
      proxies.push(proxy)
      onTestFinished(() => proxy.close())
      return `${proxy.url}/api/`
    },
  })
  const [proxy] = proxies
  if (!proxy) throw new Error('there is no proxy')
  const downloads = () => proxy.calls.filter(isFile).length
  return { ...it, proxy, downloads, at: (path: string) => `${proxy.url}${path}` }
}

test('[D2] a guest’s file is not offered, and the guest alone is told why (attack 15)', async () => {
  const it = await channelOfFiles({ guests: ['ana'] })
  await it.drops('ana', readings)
  expect(it.whispers('ana')).toMatchInlineSnapshot(`
    [
      "Only /kedge help is for everybody. Guests of the workspace never count.
    fix: ask a member of the workspace whom the people policy names",
    ]
  `)
  expect(said(it)).toEqual([])
})

test('[D2] whoever owns no model of the channel is told who does, with a file and with a button', async () => {
  const it = await channelOfFiles()
  await it.drops('dana', readings)
  expect(it.whispers('dana')).toMatchInlineSnapshot(`
    [
      "Readings of Flight delay forecast are brought by those who own it.
    fix: ask Mara Costa, Ana Ruiz or Bo Lindqvist, or let its source push them",
    ]
  `)
  expect(said(it)).toEqual([])
  await it.drops('ana', readings)
  expect(await it.presses('chen', LOOK, 'flight-ops')).toContain('are brought by those who own it.')
  expect(it.person('chen').modal()).toBeUndefined()
})

test('[D2] whoever lost the model while the form was open stores nothing', async () => {
  const it = await channelOfFiles()
  await it.drops('ana', readings)
  await it.looks('ana')
  await it.pushesToMain('chen', MODEL, text => text.replace('technical: ana', 'technical: dana'))
  expect((await it.sends('ana')).told).toContain('are brought by those who own it.')
  expect(await it.stored()).toEqual([])
})

test.each([
  ['in a channel that may not show it', 'channels: [C0FLIGHTOPS, C0APPROVALS]', 'channels: [C0APPROVALS]'],
  ['to a person whom it is not shown to', 'roles: [modelops, ', 'roles: ['],
])('[D2] a model that is hidden %s is not there (attack 73)', async (_, was, is) => {
  const it = await channelOfFiles({ files: { [MODEL]: (await pushedModel()).replace(was, is) } })
  await it.drops('ana', readings)
  expect([...said(it), ...it.whispers('ana')]).toEqual([])
})

test('[D2] a file of another workspace, of another host or without contents is not read, and nothing is said', async () => {
  const it = await slamming(() => undefined)
  await it.drops('ana', readings, { at: it.at, team: 'T0OTHER' })
  await it.drops('ana', readings, { at: it.at, mode: 'external' })
  await it.drops('ana', readings, { at: it.at, mode: 'tombstone' })
  expect(it.downloads()).toBe(0)
  const { payload, file } = await it.drops('ana', 'a,b\n1,2\n', { at: it.at, mode: 'snippet' })
  expect(it.downloads()).toBe(1)
  it.person('ana').rewrites(file, readings)
  // Shared by an account of another workspace, and told to an app of another one.
  const far = { ...payload, event_id: 'Ev-far', event: { ...payload.event, user_id: 'U0FAR' } }
  await it.air.slack.raw('events_api', far)
  await it.air.slack.raw('events_api', { ...payload, event_id: 'Ev-other', team_id: 'T0OTHER' })
  await it.settle()
  expect(it.downloads()).toBe(1)
  expect([...said(it), ...it.whispers('ana')]).toEqual([])
  expect(it.log.lines.filter(line => line.startsWith('error'))).toEqual([])
})

test('[D2] the token goes to Slack alone: a file that is said to lie elsewhere is not fetched, and that is said', async () => {
  const heard: unknown[] = []
  const elsewhere = createServer((request, response) => {
    heard.push(request.headers.authorization)
    response.end(readings)
  })
  await new Promise<void>(done => elsewhere.listen(0, '127.0.0.1', done))
  onTestFinished(() => void elsewhere.close())
  const it = await channelOfFiles()
  const { port } = elsewhere.address() as AddressInfo
  await it.drops('ana', readings, { at: path => `http://127.0.0.1:${port}${path}` })
  expect(it.whispers('ana')).toEqual([])
  await it.passes({ minutes: 11 })
  expect(it.whispers('ana').join().replace(String(port), 'PORT')).toMatchInlineSnapshot(`
    "week-15.csv is not read. The file lies at 127.0.0.1:PORT, not with Slack.
    fix: upload the file to Slack itself, and share that"
  `)
  expect(heard).toEqual([])
})

test('[D2] too many bytes or readings are refused with the way to send them', async () => {
  const it = await channelOfFiles()
  const row = ROWS[0] ?? ''
  await it.drops('ana', csv(...Array.from({ length: 50_000 }, () => row)))
  expect(it.whispers('ana')).toMatchInlineSnapshot(`
    [
      "week-15.csv is not read. The file has more than 2 MiB.
    fix: Send it with kedge ingest, which takes it in parts.",
    ]
  `)
  await it.drops('ana', csv(...Array.from({ length: 5001 }, () => row)))
  expect(await it.looks('ana')).toMatchInlineSnapshot(`
    "week-15.csv
    Nothing would be stored. Mend the file, and drop it again.
    • the file: It holds 5,001 readings, and no more than 5,000 readings are taken here. fix: Send it with kedge ingest, which takes it in parts."
  `)
})

test('[D2] a file that changed or went after it was shown is not stored, and the message says so', async () => {
  const it = await channelOfFiles()
  const { file } = await it.drops('ana', readings, { mode: 'snippet' })
  await it.looks('ana')
  it.person('ana').rewrites(file, readings.replace('19.5', '1.5'))
  await it.sends('ana')
  expect(card(it)).toMatchInlineSnapshot(`
    "week-15.csv holds readings, brought by Ana Ruiz. Nothing of it is stored yet.
    Not stored. The file is not what it was when you looked.
    fix: Look again at what would be stored.
    [ See what would be stored ]"
  `)
  expect(await it.looks('ana')).toContain('1.5')
  it.person('ana').deletes(file)
  await it.sends('ana')
  expect(card(it)).toContain('Not stored. The file is not there any more.\nfix: Drop it in the channel again.')
  expect(await it.looks('ana')).toContain('The file is not there any more.')
  expect(await it.stored()).toEqual([])
})

test('[D2] a button of a file nobody dropped, or pressed in another channel, is refused (attack 35)', async () => {
  const it = await channelOfFiles()
  await it.drops('ana', readings)
  const message = it.holding('flight-ops', LOOK)
  const press = it.person('ana').payload.press(message, 'kedge:drop')
  const forged = (more: object) => ({ ...press, ...more, trigger_id: `${press.trigger_id}.again` })
  await it.air.slack.raw('interactive', forged({ actions: [{ ...press.actions[0], value: 'drop/F0X-C0FLIGHTOPS' }] }))
  await it.settle()
  const elsewhere = { container: { ...press.container, channel_id: 'C0LUNCH' }, channel: { id: 'C0LUNCH' } }
  await it.air.slack.raw('interactive', { ...forged(elsewhere), trigger_id: 'another' })
  await it.settle()
  expect(it.whispers('ana').join()).toMatch(/^(This is nothing Kedge knows of here\.\s+fix: .*\s*,?){2}$/)
  expect(it.person('ana').modal()).toBeUndefined()
})

test.each([
  ['503', { status: 503 }],
  ['429', { status: 429, headers: { 'retry-after': '2' } }],
  ['a cut', 'cut'],
  ['half an answer', 'cut-after'],
] as const)('[D2] a download that fails with %s is tried again until it comes', async (_, fault) => {
  let left = 2
  const it = await slamming(() => (left-- > 0 ? fault : undefined))
  await it.drops('ana', readings, { at: it.at })
  expect(it.downloads()).toBe(3)
  expect(card(it)).toContain(LOOK)
  expect(it.whispers('ana')).toEqual([])
})

test('[D2] a download that keeps failing is said, before it is offered and after somebody said yes', async () => {
  let works = false
  const it = await slamming(() => (works ? undefined : { status: 503 }))
  await it.drops('ana', readings, { at: it.at })
  await it.passes({ minutes: 11 })
  expect(it.whispers('ana')).toMatchInlineSnapshot(`
    [
      "week-15.csv is not read. Slack does not give the file: it answers 503.
    fix: Try again when Slack gives files again, see https://slack-status.com; or send it with kedge ingest.",
    ]
  `)
  works = true
  await it.drops('ana', readings, { at: it.at })
  await it.looks('ana')
  works = false
  const before = it.keepsOpen('mara', LOOK, 'flight-ops')
  await it.sends('ana')
  expect(card(it)).toBe('week-15.csv is being stored: Ana Ruiz said yes.')
  expect(await before()).toContain('is being stored already, by Ana Ruiz.')
  await it.passes({ minutes: 11 })
  expect(card(it)).toMatchInlineSnapshot(`
    "week-15.csv holds readings, brought by Ana Ruiz. Nothing of it is stored yet.
    Not stored. Slack does not give the file: it answers 503.
    fix: Try again when Slack gives files again, see https://slack-status.com; or send it with kedge ingest.
    [ See what would be stored ]"
  `)
  works = true
  await it.looks('mara')
  await it.sends('mara')
  expect(card(it)).toContain('3 readings of Flight delay forecast stored, by Mara Costa')
})

test('[D2] without the scope Slack leads to a page to sign in at, and the person hears of the scope', async () => {
  const it = await slamming(() => ({ status: 302, headers: { location: 'https://acme.slack.com/signin' } }))
  await it.drops('ana', readings, { at: it.at })
  await it.passes({ minutes: 11 })
  expect(it.whispers('ana').join()).toContain('give the app the scope files:read and install it again')
})

test('[D2] a file that is too slow for a form is said to be, and the next press may do', {
  timeout: 20_000,
}, async () => {
  let delayMs = 0
  const it = await slamming(() => ({ delayMs }))
  await it.drops('ana', readings, { at: it.at })
  delayMs = 3200
  const message = it.holding('flight-ops', LOOK)
  await it.person('ana').press(message, 'kedge:drop')
  await vi.waitFor(() => expect(it.whispers('ana').join()).toContain('could not be opened in time'), 8000)
  delayMs = 0
  expect(await it.looks('ana')).toContain('3 new')
})

test('[D2] names and cells are shown as they are, and mean nothing (attack 57)', async () => {
  const it = await channelOfFiles()
  const rows = [
    'flight-delay,mae,1.1.0,2001-04-02,19.5,30000,<!channel> *x*',
    'flight-delay,mae,1.1.0,2001-04-02,1,2,=cmd()',
  ]
  await it.drops('ana', `${HEAD},segment\n${rows[0]}\n`, { name: '<!here> *bold* `x`.csv' })
  await it.looks('ana')
  const shown = JSON.stringify([said(it).at(-1)?.blocks, it.person('ana').modal()?.blocks])
  expect(shown).not.toMatch(/<!|<@/)
  expect(shown).toContain('&lt;!channel&gt; *x*')
  await it.person('ana').dismiss()
  await it.drops('ana', `${HEAD},segment\n${rows[1]}\n`)
  expect(await it.looks('ana')).toContain('line 2: segment begins as a formula does: =cmd().')
})
