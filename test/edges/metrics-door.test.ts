import type { IncomingHttpHeaders } from 'node:http'
import { describe, expect, test } from 'vitest'
import type { Repository } from '../../src/core/repository.ts'
import { answerMetrics } from '../../src/edges/metrics-door.ts'
import type { Store } from '../../src/flows/store.ts'
import { happened } from '../fixtures/happened.ts'
import { fedModel, pushed } from '../fixtures/pushed.ts'
import { opened } from '../fixtures/store.ts'
import { repository } from '../fixtures/world.ts'

const TOKEN = 'scrape-0123456789abcdef-0123'
const now = () => new Date('2026-03-10T06:00:00Z')
const shown = fedModel('churn')
const hidden = { ...fedModel('hedging'), visibility: { roles: ['treasury'] } }
const known: Repository = { ...repository, models: { churn: shown, hedging: hidden } }

async function kept(): Promise<Store> {
  const store = await opened()
  const reading = (model: string, day: number, more: object = {}) => {
    const [start, end] = [day, day + 1].map(d => new Date(Date.UTC(2026, 2, d)).toISOString()) as [string, string]
    const { kpi, version, value, n } = pushed()
    return { model, kpi, version, value, n, segment: '', start, end, available: end, ...more }
  }
  await store.addReadings([
    reading('churn', 2),
    reading('churn', 3, { value: 82.5 }),
    reading('churn', 4, { value: 1, segment: 'eu' }),
    reading('churn', -60, { version: '3.0.0' }),
    reading('hedging', 3),
    reading('gone', 3),
  ])
  const events = [happened('case.taken', 'ana', {})]
  await store.commit({ at: now(), parts: [{ subject: 'case/hedging-1', seen: 0, events }] })
  return store
}

const ask = async (headers: IncomingHttpHeaders, more: object = {}) =>
  answerMetrics({ token: TOKEN, store: await kept(), known: () => known, now, ...more }, { method: 'GET', headers })

describe('[D1] /metrics', () => {
  test('tells who has the token the newest reading of each KPI of models that everybody may see', async () => {
    const { status, headers, text } = await ask({ authorization: `Bearer ${TOKEN}` })
    expect([status, headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
    expect(text.split('\n').filter(line => line.startsWith('kedge_kpi_value'))).toEqual([
      'kedge_kpi_value{model="churn",kpi="precision",version="4.1.0"} 82.5',
    ])
    expect(text).toContain('kedge_cases_open 1\n')
    expect(text).not.toMatch(/hedging|gone|3\.0\.0|eu/)
  })

  test('says nothing of any model before the rules were read', async () => {
    const { text } = await ask({ authorization: `Bearer ${TOKEN}` }, { known: () => undefined })
    expect(text).toContain('kedge_up 1\n')
    expect(text).not.toContain('churn')
  })

  test.each([
    ['no token', {}],
    ['another token', { authorization: `Bearer ${TOKEN}x` }],
    ['another way', { authorization: `Basic ${TOKEN}` }],
    ['an empty one', { authorization: 'Bearer ' }],
  ])('refuses %s', async (_, headers) => {
    expect(await ask(headers)).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } })
  })

  test('is not there where the deployment has no token, and takes nothing but GET', async () => {
    expect(await answerMetrics(undefined, { method: 'GET', headers: {} })).toMatchObject({ status: 404 })
    const door = { token: TOKEN, store: await kept(), known: () => known, now }
    expect(await answerMetrics(door, { method: 'POST', headers: {} })).toMatchObject({ status: 405 })
  })
})
