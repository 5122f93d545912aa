import { expect, onTestFinished, test } from 'vitest'
import { OutsideError } from '../../src/core/outside.ts'
import { ProblemError } from '../../src/core/problem.ts'
import type { HttpAsked } from '../../src/core/query-forms.ts'
import { type Api, openHttp } from '../../src/edges/http-queries.ts'
import { type Asked, jsonServer, localServer } from '../fixtures/local-server.ts'

const window = { start: new Date('2026-03-02T00:00:00Z'), end: new Date('2026-03-09T00:00:00Z') }

function queried(port: number, api: Partial<Api> & { type: Api['type'] }, asked: HttpAsked) {
  const http = openHttp({ there: { url: `http://127.0.0.1:${port}/base`, private: true, ...api } as Api })
  onTestFinished(() => http.close())
  return http.query('there', asked, window)
}

const runs = {
  every: 'week',
  mlflow: { experiment: '12', metrics: { mae: 'mae' }, n: 'rows', version: 'release' },
} as const

/** A tracking server as its manual describes it: two pages of runs, and one registered model. */
function trackingServer({ method, url, body }: Asked): unknown {
  const { pathname, searchParams } = new URL(url, 'http://mlflow')
  if (method === 'POST' && pathname === '/base/api/2.0/mlflow/runs/search') {
    const {
      page_token: page,
      experiment_ids: [experiment],
    } = JSON.parse(body)
    const run = {
      info: { run_id: page ?? 'first', experiment_id: experiment, status: 'FINISHED', start_time: 1772500000000 },
      data: {
        metrics: [{ key: 'mae', value: page === undefined ? 3.5 : 4, timestamp: 1772500000000, step: 0 }],
        params: [{ key: 'rows', value: '1200' }],
        tags: [{ key: 'release', value: page === undefined ? '1.1.0' : '1.0.0' }],
      },
    }
    return { runs: [run], ...(page === undefined && { next_page_token: 'second' }) }
  }
  if (method === 'GET' && pathname === '/base/api/2.0/mlflow/registered-models/alias')
    return { model_version: { name: searchParams.get('name'), version: '7', current_stage: 'None', tags: [] } }
  return undefined
}

test('[D1] MLflow is searched page after page, and asked what an alias means', async () => {
  const { port, asked } = await jsonServer(trackingServer)
  expect(await queried(port, { type: 'mlflow' }, runs)).toEqual([
    { period: '2026-03-02T00:00:00.000Z', version: '1.1.0', n: 1200, mae: 3.5 },
    { period: '2026-03-02T00:00:00.000Z', version: '1.0.0', n: 1200, mae: 4 },
  ])
  const alias = { every: 'day', mlflow: { model: 'flight-delay', alias: 'champion' } } as const
  expect(await queried(port, { type: 'mlflow' }, alias)).toEqual([{ version: '7' }])
  expect(asked.map(({ method }) => method)).toEqual(['POST', 'POST', 'GET'])
})

test('[D1] what goes wrong says over which connection, and stays the kind of news it is', async () => {
  const { port } = await localServer((_, response) => response.writeHead(503).end())
  const told = await queried(port, { type: 'mlflow' }, runs).catch((error: unknown) => error)
  expect(told).toBeInstanceOf(OutsideError)
  expect((told as Error).message).toMatch(/^connection there: it answers 503\n {2}fix: /)
  const gone = await jsonServer(() => undefined)
  const missing = await queried(gone.port, { type: 'mlflow' }, runs).catch((error: unknown) => error)
  expect(missing).toBeInstanceOf(ProblemError)
  expect((missing as Error).message).toMatch(/connection there: it answered 404: not there[\s\S]*fix: /)
})

test('[D1] what the other side says is shown to people, so no credential that it repeats is', async () => {
  const { port } = await localServer((request, response) =>
    response.writeHead(400).end(JSON.stringify({ error: `no: ${request.headers.authorization}, pa55word` })),
  )
  const said = async (credential: object) =>
    queried(port, { type: 'mlflow', ...credential }, runs).catch((error: unknown) => String(error))
  expect(await said({ token: 'hunter2hunter2' })).toMatch(
    /it answered 400: no: Bearer \[redacted\], pa55word[\s\S]*\(connection there\)$/,
  )
  const basic = Buffer.from('kedge:pa55word').toString('base64')
  const told = String(await said({ user: 'kedge', password: 'pa55word' }))
  expect(told).toContain('no: Basic [redacted], [redacted]')
  expect(told).not.toMatch(new RegExp(`${basic}|pa55word`))
})

test('[D1] a path that the deployment does not allow is not called', async () => {
  const { port, asked } = await jsonServer(() => [])
  const api = { type: 'http-json' as const, paths: ['/kpis'] }
  const get = (path: string) => queried(port, api, { every: 'day', get: { path } })
  expect(await get('/kpis')).toEqual([])
  for (const path of ['/admin', '/kpis/../admin', '/kpis/%2e%2e/admin'])
    await expect(get(path)).rejects.toThrow(/connection there: the path .*\n? *fix: /)
  expect(asked.map(({ url }) => url)).toEqual(['/base/kpis'])
})
