import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { AllConnections } from '../../src/edges/connections.ts'
import { connectionProbes } from '../../src/edges/doctor-connections.ts'
import { jsonServer, localServer } from '../fixtures/local-server.ts'
import { startPostgres, withoutPostgres } from '../fixtures/postgres-server.ts'

const none: AllConnections = { connections: {}, apis: {}, webhooks: {}, pushes: {} }
const apiAt = (port: number) => ({
  url: `http://127.0.0.1:${port}`,
  private: true as const,
  token: 'a-token-of-theirs',
})

test('[E10] what answers passes, what is called or pushes is skipped, and where there are none that is said', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kedge-doctor-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const { port, asked } = await jsonServer(({ url }) => (url.startsWith('/api/') ? { status: 'success' } : undefined))
  const probes = await connectionProbes({
    connections: { files: { type: 'duckdb', folder } },
    apis: {
      prom: { type: 'prometheus', ...apiAt(port) },
      runs: { type: 'mlflow', ...apiAt(port) },
      other: { type: 'http-json', ...apiAt(port), paths: ['/kpis'] },
    },
    webhooks: { jenkins: { type: 'webhook', url: 'https://jenkins.acme.test', secret: 's'.repeat(32) } },
    pushes: { desk: { type: 'push', token: 'k'.repeat(24) } },
  })
  expect(probes.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
    'connection files pass',
    'connection prom pass',
    'connection runs pass',
    'connection other pass',
    'connection jenkins skip',
    'connection desk skip',
  ])
  expect(asked.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET'])
  expect(await connectionProbes(none)).toEqual([{ name: 'connections', outcome: 'skip', says: 'there are none' }])
})

test('[E10] each that does not answer fails with its fix, and no credential is repeated', async () => {
  const { port } = await localServer(({ headers }, response) =>
    response.writeHead(headers.authorization ? 401 : 500).end(headers.authorization),
  )
  const postgres = { type: 'postgres', host: '127.0.0.1', port: 9, database: 'acme', user: 'kedge' } as const
  const probes = await connectionProbes({
    ...none,
    connections: {
      gone: { type: 'duckdb', folder: '/nowhere/at/all' },
      warehouse: { ...postgres, password: 'hunter2-of-theirs', tls: 'off', private: true },
    },
    apis: { prom: { type: 'prometheus', ...apiAt(port) } },
  })
  expect(probes).toMatchObject([
    {
      name: 'connection gone',
      outcome: 'fail',
      says: 'the folder /nowhere/at/all is not there',
      fix: 'Create it, or correct `folder` in the file KEDGE_CONNECTIONS names and start anew.',
    },
    {
      name: 'connection warehouse',
      outcome: 'fail',
      says: expect.stringMatching(/nothing listens there/),
      fix: expect.any(String),
    },
    { name: 'connection prom', outcome: 'fail', says: 'it answers 401', fix: expect.stringMatching(/`token`/) },
  ])
  expect(JSON.stringify(probes)).not.toMatch(/hunter2|a-token-of-theirs/)
})

test.skipIf(withoutPostgres)(
  '[E10] a PostgreSQL whose role may write fails, and one that only reads passes',
  async () => {
    const server = await startPostgres()
    onTestFinished(() => server.close())
    const outcomeOf = async () =>
      (await connectionProbes({ ...none, connections: { warehouse: server.settings } })).map(it => it.outcome)
    expect(await outcomeOf()).toEqual(['pass'])
    await server.admin(`alter role ${server.settings.user} createdb`)
    expect(await outcomeOf()).toEqual(['fail'])
  },
  60_000,
)
