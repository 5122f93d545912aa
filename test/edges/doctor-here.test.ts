import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { hereProbes, seenFolder } from '../../src/edges/doctor-here.ts'
import { localServer } from '../fixtures/local-server.ts'

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'kedge-doctor-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

/** A port nobody listens at. */
async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise(done => server.once('listening', done))
  const { port } = server.address() as AddressInfo
  await new Promise(done => server.close(done))
  return String(port)
}

const host = { KEDGE_HOST: '127.0.0.1' }
const outcomes = async (port: string, data: string) =>
  (await hereProbes({ ...host, KEDGE_PORT: port, KEDGE_DATA: data })).map(it => [it.name, it.outcome])

test('[E10] a folder that can be written passes and is left as it was; one that is not there yet is not made', async () => {
  const data = await folder()
  const port = await freePort()
  const well = [
    ['data-folder', 'pass'],
    ['disk-space', 'pass'],
    ['bot', 'skip'],
  ]
  expect(await outcomes(port, data)).toEqual(well)
  expect(await outcomes(port, join(data, 'deep', 'er'))).toEqual(well)
  expect(await outcomes('http', data)).toEqual(well)
  expect(await readdir(data)).toEqual([])
})

test('[E10] a place where nothing can be written fails, with why and the fix', async () => {
  const above = await folder()
  await writeFile(join(above, 'file'), '')
  const [probe] = await hereProbes({ ...host, KEDGE_PORT: await freePort(), KEDGE_DATA: join(above, 'file') })
  expect(probe).toEqual({
    name: 'data-folder',
    outcome: 'fail',
    says: `Nothing can be written into ${join(above, 'file')}: it lies below what is no folder.`,
    fix: 'let the user that runs the bot write there, or set KEDGE_DATA to a folder of its own',
  })
})

test.skipIf(process.getuid?.() === 0)('[E10] a folder of somebody else fails', async () => {
  const data = join(await folder(), 'theirs')
  await mkdir(data)
  await chmod(data, 0o500)
  expect((await seenFolder(data)).refused).toBe('EACCES')
})

test.each([
  ['a bot that is well', { '/healthz': [200, 'ok'], '/readyz': [200, 'ready'] }, { outcome: 'pass' }],
  [
    'a bot without Slack',
    { '/healthz': [200, 'ok'], '/readyz': [503, 'Slack is not connected'] },
    {
      outcome: 'fail',
      says: expect.stringMatching(/says: Slack is not connected\.$/),
      fix: 'see what its log says, and mend that',
    },
  ],
  [
    'somebody else',
    { '/healthz': [200, '<html>'] },
    { outcome: 'fail', says: expect.stringMatching(/^Something else/), fix: 'stop it, or set another KEDGE_PORT' },
  ],
] as const)('[E10] where the bot would listen there is %s', async (_, answers, told) => {
  const { port } = await localServer((request, response) => {
    const [status, text] = (answers as Record<string, readonly [number, string]>)[request.url ?? ''] ?? [404, '']
    response.writeHead(status).end(text)
  })
  const bot = (await hereProbes({ ...host, KEDGE_PORT: String(port), KEDGE_DATA: await folder() }))[2]
  expect(bot).toMatchObject({ name: 'bot', ...told })
})

test('[E10] a bot over Socket Mode, or one that says nothing of it, is no proof of a signing secret', async () => {
  const data = await folder()
  for (const [status, outcome] of [
    [404, 'fail'],
    [500, 'unknown'],
  ] as const) {
    const { port } = await localServer((request, response) => {
      const path = request.url ?? ''
      response.writeHead(path === '/slack/events' ? status : 200).end(path === '/healthz' ? 'ok' : 'ready')
    })
    const given = { ...host, KEDGE_PORT: String(port), KEDGE_DATA: data, KEDGE_SLACK_SIGNING_SECRET: 'shh' }
    const probe = (await hereProbes(given)).find(({ name }) => name === 'slack-signing')
    expect(probe).toMatchObject({ outcome, fix: expect.stringMatching(/\w/) })
  }
})
