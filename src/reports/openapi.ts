import type { TSchema } from 'typebox'
import { DeliveryReport } from '../core/delivery-report.ts'
import { NewVersion } from '../core/new-version.ts'
import { PushedReading, PushedReadings } from '../core/pushed-reading.ts'
import { closedSchema } from '../repository/schema.ts'
import { READINGS_PATH, SOURCE_TOKEN, STORED_READINGS } from './openapi-readings.ts'

const headers = [
  {
    ...{ name: 'X-Kedge-Timestamp', in: 'header', required: true, schema: { type: 'string', pattern: '^\\d{1,12}$' } },
    description: 'When it was signed: seconds since 1970. Good for five minutes.',
  },
  {
    ...{ name: 'X-Kedge-Signature-256', in: 'header', required: true },
    schema: { type: 'string', pattern: '^sha256=[0-9a-f]{64}$' },
    description:
      'HMAC-SHA256, with the shared secret, of the timestamp, a point, the Idempotency-Key and a point where there is one, and the raw body.',
  },
  {
    ...{ name: 'Idempotency-Key', in: 'header', required: false },
    schema: { type: 'string', minLength: 1, maxLength: 200 },
    description: 'The same on every try of one request.',
  },
]

const PROBLEMS = {
  401: 'Not signed, signed by another key, or too long ago.',
  413: 'The body is too large.',
  422: 'The body is not of the form, or names what there is not.',
  503: 'Too many messages wait: it is not kept, and is to be sent again.',
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
        200: { description: 'Seen before: nothing more comes of it.' },
        202: { description: 'Kept, and done from here on, however often Kedge is started anew.' },
        ...Object.fromEntries(Object.entries(refused).map(([status, words]) => [status, problem(words)])),
      },
    },
  }
}

/** OpenAPI 3.1 of what programs may call, made of the schemas the door checks with. */
export function openApi(): object {
  return {
    openapi: '3.1.0',
    info: { title: 'Kedge', version: '1', description: 'What registries, pipelines and schedulers tell Kedge.' },
    paths: {
      '/v1/versions': post('registerVersion', 'A new version of a model was made.', 'NewVersion', {
        404: 'No versions are taken here: Kedge has no key for it.',
        409: 'The version is there already, with another digest.',
      }),
      '/v1/deliveries': post('endDelivery', 'A delivery or a training has ended.', 'DeliveryReport', {}),
      '/v1/readings': READINGS_PATH,
    },
    components: {
      securitySchemes: { source: SOURCE_TOKEN },
      schemas: {
        NewVersion: plain(NewVersion),
        DeliveryReport: plain(DeliveryReport),
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
    fix: { type: 'string', description: 'What to do about it.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { at: { type: 'string' }, says: { type: 'string' }, fix: { type: 'string' } },
      },
    },
  },
}
