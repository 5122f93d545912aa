import { expect, test } from 'vitest'
import { readFolder } from '../../src/edges/disk.ts'
import { rulesInForce } from '../../src/flows/rules-in-force.ts'
import type { Snapshot } from '../../src/flows/world.ts'
import { ROOT } from '../fixtures/kedge-process.ts'

const { files: FILES } = (await readFolder(ROOT)).snapshot
const MODEL = 'models/flight-delay.yaml'
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** This repository at a commit, its model written otherwise. */
function at(commit: string, change: (text: string) => string): Snapshot {
  return { commit, files: { ...FILES, [MODEL]: { text: change(FILES[MODEL]?.text ?? ''), blob: commit } } }
}
const named = (commit: string) => at(commit, text => text.replace('name: Flight delay forecast', `name: ${commit}`))

test('[C12] a read that ends late does not bring back older rules (attack 72)', async () => {
  const reads: ((read: Snapshot) => void)[] = []
  const rules = rulesInForce(() => new Promise(done => reads.push(done)), log)
  const name = async (read: ReturnType<typeof rules.read>) => (await read).models['flight-delay']?.name
  const [slow, quick] = [rules.read(), rules.read()]
  reads[1]?.(named('newer'))
  expect(await name(quick)).toBe('newer')
  reads[0]?.(named('older'))
  expect(await name(slow)).toBe('newer')
  const broken = rules.read()
  reads[2]?.(at('broken', () => 'kind: ['))
  expect(await name(broken)).toBe('newer')
  expect(rules.known()?.models['flight-delay']?.name).toBe('newer')
})

test('[C5] while main is broken the last good rules hold, beside what main holds; and it is known what held over which commit', async () => {
  const texts = [named('good'), at('broken', () => 'kind: ['), at('worse', () => 'kind: {'), named('mended')]
  const rules = rulesInForce(async () => texts.shift() as Snapshot, log)
  const read = async () => {
    const { models, tip } = await rules.read()
    return [models['flight-delay']?.name, tip?.[MODEL]?.text]
  }
  expect(await read()).toEqual(['good', undefined])
  expect(await read()).toEqual(['good', 'kind: ['])
  expect(await read()).toEqual(['good', 'kind: {'])
  expect(await read()).toEqual(['mended', undefined])
  expect(rules.overBroken('broken')).toMatchObject({ commit: 'good', tip: { [MODEL]: { text: 'kind: [' } } })
  expect(rules.overBroken('worse')?.models['flight-delay']?.name).toBe('good')
  expect([rules.overBroken('good'), rules.overBroken('mended')]).toEqual([undefined, undefined])
})
