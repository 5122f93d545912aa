import { expect, test } from 'vitest'
import { PUSH } from '../../src/core/pushed-reading.ts'
import { apiProblem } from '../../src/reports/api-problem.ts'

test.each([
  [{ readings: 5000 }, 'A request holds at most 5000 readings.'],
  [{ sentBytes: 1024 * 1024 }, 'A request holds at most 1 MiB as it is sent.'],
  [{ bytes: 2 * 1024 * 1024 }, 'A request holds at most 2 MiB unpacked.'],
])('[E7] %j is more than is taken at once: %s', (most, title) => {
  expect(apiProblem('push-too-large', { most, push: PUSH })).toMatchObject({ status: 413, title })
})

test('[E7] what is wrong in several places is said of each, with its place where it has one', () => {
  const errors = [
    { at: '', says: 'It has no model.', fix: 'name one' },
    { at: 'digest', says: 'It is no digest.', fix: 'write sha256: and 64 digits' },
  ]
  expect(apiProblem('not-the-form', errors)).toEqual({
    type: 'urn:kedge:problem:not-the-form',
    title: 'It has no model. digest: It is no digest.',
    status: 422,
    fix: 'name one',
    errors,
  })
  expect(apiProblem('not-the-form', []).fix).toBe('see GET /v1/openapi.json')
})
