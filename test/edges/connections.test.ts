import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ProblemError } from '../../src/core/problem.ts'
import { readConnections } from '../../src/edges/connections.ts'

async function read(text: string) {
  const folder = await mkdtemp(join(tmpdir(), 'kedge-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'connections.yaml'), text)
  return { folder, ...(await readConnections(join(folder, 'connections.yaml'))) }
}

const HOOK = "jenkins: { type: webhook, url: 'https://jenkins.acme.test/kedge', secret: a-secret-of-jenkins }\n"

const DESK = 'desk: { type: push, token: 0123456789abcdef-desk-desk, models: [churn], perMinute: 60 }\n'

test('[C8] what is measured over, what is called and who sends stand in one file, and are told apart', async () => {
  const { folder, connections, webhooks, pushes } = await read(
    `flights: { type: duckdb, folder: data }\n${HOOK}${DESK}`,
  )
  expect(pushes).toEqual({
    desk: { type: 'push', token: '0123456789abcdef-desk-desk', models: ['churn'], perMinute: 60 },
  })
  expect(connections).toEqual({ flights: { type: 'duckdb', folder: join(folder, 'data') } })
  expect(Object.keys(webhooks)).toEqual(['jenkins'])
})

const API = "registry: { type: mlflow, url: 'https://mlflow.acme.test', token: hunter2 }\n"

test('[D1] what is asked over HTTP is of three types', async () => {
  const prom = "prom: { type: prometheus, url: 'http://10.1.2.3:9090', private: true, insecure: true }\n"
  const json = "api: { type: http-json, url: 'https://api.acme.test/v2', user: kedge, password: x, paths: [/kpis] }\n"
  const { apis, connections } = await read(API + prom + json)
  expect(Object.entries(apis).map(([name, { type }]) => [name, type])).toEqual([
    ['prom', 'prometheus'],
    ['api', 'http-json'],
    ['registry', 'mlflow'],
  ])
  expect(connections).toEqual({})
})

const DATABASE = 'acme: { type: postgres, host: db.acme.test, database: acme, user: kedge, password: hunter2 }\n'

test('[D1] a database and the files it names are found beside the file of the connections', async () => {
  const files = DATABASE.replace('password: hunter2', 'passwordFile: secrets/acme, ca: /etc/acme.pem')
  const { folder, connections } = await read(files)
  expect(connections).toEqual({
    acme: {
      ...{ type: 'postgres', host: 'db.acme.test', database: 'acme', user: 'kedge' },
      ...{ passwordFile: join(folder, 'secrets/acme'), ca: '/etc/acme.pem' },
    },
  })
})

test.each([
  ['a line anybody can read', DATABASE.replace('user:', 'tls: off, user:'), 'no-tls'],
  ['no password', DATABASE.replace(', password: hunter2', ''), 'one-password'],
  ['a socket, which is no host', DATABASE.replace('db.acme.test', '/run/postgresql'), 'wrong-form'],
  ['a key there is not', DATABASE.replace('user:', 'sslmode: disable, user:'), 'unknown-key'],
])('[D1] refused of a database: %s', async (_, text, code) => {
  const error = await read(text).catch((told: unknown) => told)
  expect(error).toBeInstanceOf(ProblemError)
  const [first] = (error as ProblemError).problems
  expect([first?.code, first?.fix !== '']).toEqual([code, true])
  expect((error as Error).message).not.toMatch(/hunter2/)
})

test.each([
  ['an address anybody on the way can read', API.replace('https', 'http'), 'bad-address'],
  ['no address', API.replace("url: 'https://mlflow.acme.test', ", ''), 'missing-key'],
  ['two credentials', API.replace('token', 'user: a, password: hunter2, token'), 'bad-address'],
  ['paths of what has none', API.replace('token', 'paths: [/], token'), 'unknown-key'],
  ['an API without paths', API.replace('mlflow,', 'http-json,'), 'missing-key'],
  ['half a yes', API.replace('token', 'private: maybe, token'), 'wrong-type'],
])('[D1] refused: %s', async (_, text, code) => {
  const error = await read(text).catch((told: unknown) => told)
  expect(error).toBeInstanceOf(ProblemError)
  expect((error as ProblemError).problems[0]).toMatchObject({ code, fix: expect.stringMatching(/./) })
  expect((error as Error).message).not.toContain('hunter2')
})

test.each([
  ['an address anybody on the way can read', HOOK.replace('https', 'http'), 'bad-webhook'],
  ['a secret that is guessed', HOOK.replace('a-secret-of-jenkins', 'hunter2'), 'short-secret'],
  ['no secret', HOOK.replace(', secret: a-secret-of-jenkins', ''), 'missing-key'],
  ['a token that is guessed', DESK.replace('0123456789abcdef-desk-desk', 'hunter2'), 'bad-token'],
  ['one token for two sources', DESK + DESK.replace('desk:', 'lab:'), 'bad-token'],
  ['no token', DESK.replace('token: 0123456789abcdef-desk-desk, ', ''), 'missing-key'],
  ['a pace of nothing', DESK.replace('60', '0'), 'wrong-value'],
  ['a model that is no id', DESK.replace('churn', '../x'), 'wrong-form'],
  ['a type there is not', HOOK.replace('webhook', 'webhok'), 'wrong-choice'],
])('[C8, D2] refused: %s', async (_, text, code) => {
  const error = await read(text).catch((told: unknown) => told)
  expect(error).toBeInstanceOf(ProblemError)
  const [first] = (error as ProblemError).problems
  expect([first?.code, first?.fix !== '']).toEqual([code, true])
  expect((error as Error).message).not.toMatch(/hunter2|a-secret-of-jenkins|0123456789abcdef/)
})
