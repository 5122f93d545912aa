import { expect, test } from 'vitest'
import { saidOtherwise, versionOf } from '../../src/core/new-version.ts'
import { madeVersion } from '../fixtures/api.ts'

const listed = versionOf(madeVersion)
const { gates: _, ...ungated } = listed

test.each([
  ['the same', madeVersion, listed, []],
  ['in another order', madeVersion, { ...listed, metrics: { announced: 45, mae: 13.9, false_notices: 48 } }, []],
  ['why it should run', { ...madeVersion, reason: 'Better.' }, listed, []],
  ['another summary', { ...madeVersion, summary: 'Better.' }, listed, []],
  ['less than is listed', { model: 'flight-delay', version: '1.2.0', digest: madeVersion.digest }, listed, []],
  ['what it passed, and none is listed', madeVersion, ungated, ['gates']],
  ['another evidence', { ...madeVersion, gates: { passed: '2001-04-16', evidence: 'x' } }, listed, ['gates']],
  [
    'another commit and measure',
    { ...madeVersion, commit: '1234567', metrics: { mae: 1 } },
    listed,
    ['commit', 'metrics'],
  ],
])('[C8] of %s it says what is listed otherwise', (_, made, of, keys) => {
  expect(saidOtherwise(made, of)).toEqual(keys)
})
