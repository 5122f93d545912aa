import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kedgeIn as kedgeHere } from '../fixtures/kedge-here.ts'
import { kedgeIn as kedgeStarted, ROOT } from '../fixtures/kedge-process.ts'

const CASE = join(ROOT, 'test/fixtures/cases/rollback.yaml')
const ESTATE = 'test/fixtures/estate'

/** Each word whose own tests run it in their process, once as people start it; and what no word answers. */
const LINES = [
  ['check'],
  ['check', '--format', 'json', 'no-such-folder'],
  ['check', '--format', 'sarif', '--', ESTATE],
  ['test', '--coverage'],
  ['explain', 'flight-delay'],
  ['show', 'flight-delay'],
  ['verdict', '--case', CASE],
  ['whatif', '--case', CASE, '--approve', 'eve'],
  ['story', 'no-such-change'],
  ['measure', '--baseline', 'gone.csv', '--recent', 'gone.csv', '--column', 'delay', '--method', 'psi'],
  ['measure', '--help'],
  ['--help'],
  ['chekc'],
] as const

test.each(LINES.map(line => ({ line })))(
  '[B9] kedge $line says and ends the same when it is started',
  async ({ line }) => {
    const [here, started] = [await kedgeHere(ROOT, ...line), await kedgeStarted(ROOT, ...line)]
    expect(untimed(here)).toEqual(untimed(started))
    expect(here.out + here.err).not.toBe('')
  },
)

const untimed = ({ out, ...rest }: Awaited<ReturnType<typeof kedgeHere>>) => ({
  ...rest,
  out: out
    .replace(/\d+ ms\b/g, '<ms>')
    .replace(/("milliseconds": ?)\d+/g, '$1<ms>')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>'),
})
