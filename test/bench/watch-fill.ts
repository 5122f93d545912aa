/** Thirty days of readings of each model, in a new database. */
import { fill, MODELS } from './watched-estate.ts'

const [folder = '', models = String(MODELS)] = process.argv.slice(2)
await fill(folder, Number(models))
console.log('{}')
