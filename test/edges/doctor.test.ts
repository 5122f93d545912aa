import { expect, test } from 'vitest'
import { examine } from '../../src/edges/doctor.ts'
import { appKey } from '../../src/stand-ins/github-seed.ts'
import { jsonServer } from '../fixtures/local-server.ts'

const secret = 'a-webhook-secret-of-theirs'

test('[E10] a secret that somebody repeats is not printed, and neither is the key', async () => {
  const { port } = await jsonServer(({ url }) =>
    url.split('?')[0] === '/app' ? { name: `Kedge ${secret}`, slug: 'kedge' } : undefined,
  )
  const key = await appKey()
  const probes = await examine({
    KEDGE_GITHUB_REPOSITORY: 'acme/models',
    KEDGE_GITHUB_APP_ID: '1',
    KEDGE_GITHUB_PRIVATE_KEY: key,
    KEDGE_GITHUB_WEBHOOK_SECRET: secret,
    KEDGE_GITHUB_URL: `http://127.0.0.1:${port}`,
    KEDGE_CONNECTIONS: '/nowhere/connections.yaml',
    KEDGE_PORT: '0',
  })
  expect(probes.find(it => it.name === 'github-app')).toEqual({
    name: 'github-app',
    outcome: 'pass',
    says: 'Kedge [redacted], and its key is taken',
  })
  expect(JSON.stringify(probes)).not.toContain(key.split('\n')[1])
  const outcomes = probes.map(({ name, outcome }) => `${name} ${outcome}`)
  expect(outcomes.filter(it => /^(node|settings|slack|github-(installation|webhook)|branches)\b/.test(it))).toEqual([
    'node pass',
    ...Array<string>(5).fill('settings fail'),
    'slack unknown',
    'github-installation fail',
    'github-webhook unknown',
    'branches unknown',
  ])
})
