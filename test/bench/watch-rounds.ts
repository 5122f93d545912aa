/** Rounds of the watch over a database that is filled: the first, some with a day of new readings each, and one without. */
import { openStoreIn } from '../../src/edges/sqlite-store.ts'
import { summarise } from '../../src/flows/summarise.ts'
import { watch } from '../../src/flows/watch.ts'
import type { Eyes, Onlooker } from '../../src/flows/world.ts'
import { timed } from './told.ts'
import { MODELS, momentOf, rowOfRound, watchedEstate } from './watched-estate.ts'

const [folder = '', rounds = '2', models = String(MODELS)] = process.argv.slice(2)
const repository = watchedEstate(Number(models))
const store = await openStoreIn(folder, { summarise })
let [round, failed] = [0, 0]
const fails = () => {
  failed++
}
const model = (sql: string) => Number(/answers_(\d+)/.exec(sql)?.[1])
// Sources answer at once: how long they take is theirs.
const query: Eyes['query'] = async (_, asked) => [rowOfRound(model(String(asked)), round)]
const world: Onlooker = {
  now: () => momentOf(round),
  log: { info: () => undefined, warn: fails, error: fails },
  store,
  policy: async () => repository,
  forget: () => undefined,
  known: () => repository,
  overBroken: () => undefined,
  pushers: {},
  see: { query, repository: async () => repository } as unknown as Eyes,
}
// Here all that is broken is told, once for each model; nobody's minute is like that one.
const { best: begun } = await timed(1, () => watch(world))
const runs = await timed(Number(rounds), () => {
  round++
  return watch(world)
})
const { best: quiet } = await timed(2, () => watch(world))
const newest = await store.newestReadings(new Date(momentOf(round).getTime() - 86_400_000).toISOString())
await store.close()
console.log(JSON.stringify({ ...runs, begun, quiet, failed, kept: newest.length }))
