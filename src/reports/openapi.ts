import type { TSchema } from 'typebox'
import { DeliveryReport } from '../core/delivery-report.ts'
import { NewVersion } from '../core/new-version.ts'
import { PushedReading, PushedReadings } from '../core/pushed-reading.ts'
import { TestReport } from '../core/test-report.ts'
import { closedSchema } from '../repository/schema.ts'
import { says } from '../words/says.ts'
import { READINGS_PATH, SOURCE_TOKEN, STORED_READINGS } from './openapi-readings.ts'

const headers = [
  {
    ...{ name: 'X-Kedge-Timestamp', in: 'header', required: true, schema: { type: 'string', pattern: '^\\d{1,12}$' } },
    description: says.openapi.timestamp,
  },
  {
    ...{ name: 'X-Kedge-Signature-256', in: 'header', required: true },
    schema: { type: 'string', pattern: '^sha256=[0-9a-f]{64}$' },
    description: says.openapi.signature,
  },
  {
    ...{ name: 'Idempotency-Key', in: 'header', required: false },
    schema: { type: 'string', minLength: 1, maxLength: 200 },
    description: says.openapi.idempotencyKey,
  },
]

const PROBLEMS = {
  401: says.openapi.unsigned,
  413: says.openapi.tooLarge,
  422: says.openapi.otherForm,
  503: says.openapi.full,
} as const

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

function post(operationId: string, summary: string, schema: string, more: Readonly<Record<number, string>>) {
  const refused = { ...PROBLEMS, ...more }
  return {
    post: {
      ...{ operationId, summary, parameters: headers },
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
      },
      responses: {
        200: { description: says.openapi.seen },
        202: { description: says.openapi.kept },
        ...Object.fromEntries(Object.entries(refused).map(([status, words]) => [status, problem(words)])),
      },
    },
  }
}

/** OpenAPI 3.1 of what programs may call, made of the schemas the door checks with. */
export function openApi(): object {
  return {
    openapi: '3.1.0',
    info: { title: 'Kedge', version: '1', description: says.openapi.about },
    paths: {
      '/v1/versions': post('registerVersion', says.openapi.newVersion, 'NewVersion', {
        404: says.openapi.noVersions,
        409: says.openapi.otherDigest,
      }),
      '/v1/deliveries': post('endDelivery', says.openapi.ended, 'DeliveryReport', {}),
      '/v1/tests': post('tellResult', says.openapi.tested, 'TestReport', {}),
      '/v1/readings': READINGS_PATH,
    },
    components: {
      securitySchemes: { source: SOURCE_TOKEN },
      schemas: {
        NewVersion: plain(NewVersion),
        DeliveryReport: plain(DeliveryReport),
        TestReport: plain(TestReport),
        PushedReading: plain(PushedReading),
        PushedReadings: plain(PushedReadings),
        StoredReadings: STORED_READINGS,
        Problem: PROBLEM,
      },
    },
  }
}

const plain = (schema: TSchema) => closedSchema(schema)

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'fix'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    fix: { type: 'string', description: says.openapi.fix },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          at: { type: 'string' },
          says: { type: 'string' },
          fix: { type: 'string' },
          contradicts: { type: 'string', description: says.openapi.contradicts },
        },
      },
    },
  },
}
