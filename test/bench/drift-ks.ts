/** Kolmogorov and Smirnov of values that are in memory: `exact`, by grid, or of ten thousand with the p-value by counting paths. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DRIFT_OPTIONS, type Measured } from '../../src/core/drift.ts'
import kolmogorovSmirnov from '../../src/drift/kolmogorov-smirnov.ts'
import { timed } from './told.ts'

const [what = '', folder = ''] = process.argv.slice(2)
const values = (name: string, few: number) => {
  const { buffer, byteOffset, byteLength } = readFileSync(join(folder, `${name}.f64`))
  const all = new Float64Array(buffer, byteOffset, byteLength / 8)
  return what === 'few' ? all.slice(0, few) : all
}
const samples = { reference: values('reference', 10_000), current: values('current', 9_000) }
let measured: Measured | undefined
const runs = await timed(what === 'exact' ? 2 : 3, () => {
  measured = kolmogorovSmirnov.measure(samples, { ...DRIFT_OPTIONS, exact: what !== 'grid' })
})
const { statistic, bound, p } = measured ?? {}
console.log(JSON.stringify({ ...runs, statistics: [statistic], bound, p }))
