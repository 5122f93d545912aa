import { PUSH } from '../core/pushed-reading.ts'
import { says } from '../words/says.ts'

const PROBLEMS = {
  401: says.openapiReadings.noToken,
  413: says.openapiReadings.tooLarge(PUSH),
  415: says.openapiReadings.otherType,
  422: says.openapiReadings.refused,
  429: says.openapiReadings.tooFast,
  503: says.openapiReadings.noRules,
} as const

const retryAfter = {
  'Retry-After': { description: says.openapiReadings.retryAfter, schema: { type: 'integer', minimum: 1 } },
}

/** How a source is known. */
export const SOURCE_TOKEN = {
  type: 'http',
  scheme: 'bearer',
  description: says.openapiReadings.token,
} as const

/** The route for readings, as OpenAPI describes it. */
export const READINGS_PATH = {
  post: {
    ...{ operationId: 'pushReadings', summary: says.openapiReadings.summary },
    description: says.openapiReadings.description,
    security: [{ source: [] }],
    parameters: [
      {
        ...{ name: 'Content-Encoding', in: 'header', required: false, schema: { enum: ['gzip', 'identity'] } },
        description: says.openapiReadings.packing,
      },
    ],
    requestBody: {
      required: true,
      content: {
        'application/json': { schema: { $ref: '#/components/schemas/PushedReadings' } },
        'application/x-ndjson': {
          schema: { $ref: '#/components/schemas/PushedReading', description: says.openapiReadings.eachLine },
        },
      },
    },
    responses: {
      200: {
        description: says.openapiReadings.stored,
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
    new: count(says.openapiReadings.isNew),
    revised: count(says.openapiReadings.revised),
    same: count(says.openapiReadings.same),
  },
}
