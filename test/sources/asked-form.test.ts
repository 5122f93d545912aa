import { expect, test } from 'vitest'
import { formFault } from '../../src/sources/asked-form.ts'

const get = { every: 'day', get: { path: '/kpis' } } as const

test.each<[string, Parameters<typeof formFault>[1], Parameters<typeof formFault>[2], string | undefined]>([
  ['files by SQL', 'duckdb', 'select 1', undefined],
  ['a database by SQL', 'postgres', 'select 1', undefined],
  ['an API by one GET', 'http-json', get, undefined],
  ['who pushes by nothing', 'push', undefined, undefined],
  ['who pushes by SQL', 'push', 'select 1', 'Take `sql` out, or name a connection to ask.'],
  ['files by a GET', 'duckdb', get, 'Write the SELECT as `sql`, or name a connection that is asked by `get`.'],
  ['an API by nothing', 'http-json', undefined, 'Write what is asked as `get`, or name a connection of type push.'],
  [
    'MLflow by SQL',
    'mlflow',
    'select 1',
    'Write what is asked as `mlflow`, or name a connection that is asked by `sql`.',
  ],
])('[D1] asking %s fits, or says what would', (_, type, asked, fix) => {
  expect(formFault('it', type, asked)?.fix).toBe(fix)
})
