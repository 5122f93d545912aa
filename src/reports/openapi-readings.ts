import { PUSH } from '../core/pushed-reading.ts'
import { mib } from './api-problem.ts'

const PROBLEMS = {
  401: 'No token, or none that is known here.',
  413: `More than ${PUSH.readings} readings, ${mib(PUSH.sentBytes)} as it is sent or ${mib(PUSH.bytes)} unpacked: to be sent in parts.`,
  415: 'Another type, character set or packing than is taken.',
  422: 'A reading is refused, and with it the whole request; `errors` says which, why and what to do, the first twenty of them.',
  429: 'More readings than the source may send in a minute; nothing of it was stored.',
  503: 'The rules were not read yet.',
} as const

const retryAfter = {
  'Retry-After': { description: 'Seconds until it may be sent again.', schema: { type: 'integer', minimum: 1 } },
}

/** How a source is known. */
export const SOURCE_TOKEN = {
  type: 'http',
  scheme: 'bearer',
  description: 'The token of a connection of type `push`; each source has its own.',
} as const

/** The route for readings, as OpenAPI describes it. */
export const READINGS_PATH = {
  post: {
    ...{ operationId: 'pushReadings', summary: 'Readings of KPIs whose query names this source.' },
    description:
      'All of them are stored, or none. A reading is known by model, KPI, segment, version and period: sent again it is the same one, and with another value or count it revises the one before. So a request is repeated as it is, and an Idempotency-Key is neither needed nor looked at.',
    security: [{ source: [] }],
    parameters: [
      {
        ...{ name: 'Content-Encoding', in: 'header', required: false, schema: { enum: ['gzip', 'identity'] } },
        description: 'How the body is packed.',
      },
    ],
    requestBody: {
      required: true,
      content: {
        'application/json': { schema: { $ref: '#/components/schemas/PushedReadings' } },
        'application/x-ndjson': {
          schema: { $ref: '#/components/schemas/PushedReading', description: 'Of each line; empty ones are left out.' },
        },
      },
    },
    responses: {
      200: {
        description: 'On disk. The next round of measuring sees them.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/StoredReadings' } } },
      },
      ...Object.fromEntries(
        Object.entries(PROBLEMS).map(([status, description]) => [
          status,
          {
            description,
            ...(['429', '503'].includes(status) && { headers: retryAfter }),
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        ]),
      ),
    },
  },
}

const count = (description: string) => ({ type: 'integer', minimum: 0, description })

export const STORED_READINGS = {
  type: 'object',
  required: ['is', 'new', 'revised', 'same'],
  properties: {
    is: { const: 'stored' },
    new: count('That were not there.'),
    revised: count('That were there with another value or count.'),
    same: count('That were there already.'),
  },
}
