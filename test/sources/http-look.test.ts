import { expect, test } from 'vitest'
import { type LookedAt, lookOver } from '../../src/sources/http-look.ts'

const requestTo = (to: LookedAt) => lookOver(to).next().value

test('[E10] each is asked for next to nothing, by a GET', () => {
  expect(requestTo({ type: 'prometheus' })).toEqual({ path: '/api/v1/query?query=1' })
  expect(requestTo({ type: 'mlflow' })).toEqual({ path: '/api/2.0/mlflow/experiments/search?max_results=1' })
  expect(requestTo({ type: 'http-json', paths: ['/kpis', '/other'] })).toEqual({ path: '/kpis' })
  expect(() => requestTo({ type: 'http-json', paths: ['/a/../b'] })).toThrow(/two ways/)
})

function answered(to: LookedAt, status: number): unknown {
  const asking = lookOver(to)
  asking.next()
  return asking.next({ status, body: {} }).value
}

test('[E10] a good answer is enough; of an API that nothing is at the top of its path as well', () => {
  expect(answered({ type: 'prometheus' }, 200)).toEqual([])
  expect(answered({ type: 'http-json', paths: ['/kpis'] }, 404)).toEqual([])
  expect(() => answered({ type: 'prometheus' }, 404)).toThrow(/it answered 404[\s\S]*whether Prometheus answers/)
  expect(() => answered({ type: 'mlflow' }, 404)).toThrow(/whether MLflow answers/)
  expect(() => answered({ type: 'http-json', paths: ['/kpis'] }, 400)).toThrow(/it answered 400/)
})
