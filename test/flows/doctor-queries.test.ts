import { expect, test } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import type { Repository } from '../../src/core/repository.ts'
import { type ConnectionTypes, queryProbes } from '../../src/flows/doctor-queries.ts'

const sql = "select 'x' as version"
const models = {
  churn: { id: 'churn', queries: { errors: { connection: 'warehouse', sql }, pushed: { connection: 'desk' } } },
  delay: {
    id: 'delay',
    queries: { errors: { connection: 'warehouse', sql } },
    delivery: { webhook: 'jenkins' },
  },
} as unknown as Readonly<Record<string, Model>>

const probesWith = (types: ConnectionTypes) => queryProbes({ models } as Repository, types)
const whole: ConnectionTypes = { warehouse: 'postgres', desk: 'push', jenkins: 'webhook' }

test('[E10] queries that fit their connections pass', () => {
  expect(probesWith(whole)).toEqual([{ name: 'queries', outcome: 'pass', says: '3 queries, each fits its connection' }])
})

test('[E10] a connection that is not there is told once, with the models that name it', () => {
  const { warehouse: _, ...rest } = whole
  expect(probesWith(rest)).toEqual([
    {
      name: 'queries',
      outcome: 'fail',
      says: 'models/churn.yaml and models/delay.yaml: there is no connection warehouse; there are desk and jenkins',
      fix: 'add warehouse to the file KEDGE_CONNECTIONS names',
    },
  ])
})

test.each([
  ['a query that is pushed and is to be asked', { desk: 'prometheus' }, /asked by `promql`/, /type push/],
  ['a query that is asked and is to be pushed', { warehouse: 'push' }, /pushed to/, /Take `sql` out/],
  ['a webhook to ask', { warehouse: 'webhook' }, /cannot be asked/, /measured over/],
  ['a source to call', { jenkins: 'push' }, /is to be called, and is of type push/, /type webhook/],
] as const)('[E10] %s fails', (_, other, says, fix) => {
  expect(probesWith({ ...whole, ...other })).toMatchObject([
    { outcome: 'fail', says: expect.stringMatching(says), fix: expect.stringMatching(fix) },
  ])
})
