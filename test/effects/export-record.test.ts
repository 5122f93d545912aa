import { describe, expect, test } from 'vitest'
import type { NewEvent } from '../../src/core/event.ts'
import { OutsideError } from '../../src/core/outside.ts'
import { readRecord } from '../../src/core/record.ts'
import exportRecord from '../../src/effects/export-record.ts'
import type { Outcome } from '../../src/flows/outcome.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import type { Store } from '../../src/flows/store.ts'
import type { World } from '../../src/flows/world.ts'
import { happened } from '../fixtures/happened.ts'
import { at, opened } from '../fixtures/store.ts'
import { guarded } from '../fixtures/world.ts'

/** A record branch in memory; `fault` is thrown by the next append, before or after it is done. */
function branch(store: Store) {
  const commits: Readonly<Record<string, string>>[] = []
  const state: {
    fault?: { when: 'before' | 'after'; is: 'moved' | 'unavailable' }
    interfere?: () => Promise<unknown>
  } = {}
  const files = () => Object.assign({}, ...commits) as Record<string, string>
  const fail = (when: 'before' | 'after') => {
    const { fault } = state
    if (fault?.when !== when) return
    delete state.fault
    throw new OutsideError(fault.is, 'a fault')
  }
  const appendRecord: World['do']['appendRecord'] = async ({ parent, files: more }) => {
    const { interfere } = state
    delete state.interfere
    await interfere?.()
    fail('before')
    const tip = commits.length === 0 ? undefined : String(commits.length)
    if (parent !== tip) throw new OutsideError('moved', 'somebody else wrote first')
    commits.push(more)
    fail('after')
    return { sha: String(commits.length) }
  }
  const record: World['see']['record'] = async () => {
    const path = Object.keys(files()).sort().at(-1)
    return path === undefined ? undefined : { commit: String(commits.length), path, text: files()[path] ?? '' }
  }
  const mainBranch = async () => ({ ...guarded, sha: 'a'.repeat(40) })
  const world = { now: () => at(0), store, see: { record, mainBranch }, do: { appendRecord } } as unknown as World
  const run = (): Promise<Outcome> => exportRecord.run(world, { subject: 'record', body: '', key: 'export-record' })
  return { run, files, commits, state }
}

async function observe(store: Store, model: string, ...versions: string[]): Promise<void> {
  const subject = `model/${model}`
  const events: NewEvent[] = versions.map(version => happened('model.observed', 'kedge', { model, version }))
  await store.commit({ at: at(0), parts: [{ subject, seen: (await store.events(subject)).length, events }] })
}

const recordedIn = (files: Readonly<Record<string, string>>) => {
  const { problems, recorded } = readRecord(files)
  expect(problems).toEqual([])
  return recorded.map(({ event }) => `${event.subject} ${event.seq}`)
}

describe('exporting the record', () => {
  test('the first run begins the record with what there is, later ones append what is new, and nothing is nothing', async () => {
    const store = await opened()
    const { run, files, commits } = branch(store)
    await run()
    expect(readRecord(files())).toMatchObject({
      problems: [],
      recorded: [],
      genesis: { branch: 'main', commit: 'a'.repeat(40) },
    })
    await observe(store, 'churn', '1', '2')
    await run()
    await observe(store, 'delay', '1')
    await run()
    expect(recordedIn(files())).toEqual(['model/churn 1', 'model/churn 2', 'model/delay 1'])
    expect(commits).toHaveLength(3)
    expect(await run()).toEqual({})
    expect(commits).toHaveLength(3)
  })

  test('some hundred events a commit, and the rest asks to follow', async () => {
    const store = await opened()
    const { run, files, commits } = branch(store)
    for (let i = 0; i < 6; i++) await observe(store, 'churn', ...Array.from({ length: 100 }, (_, j) => `${i}.${j}`))
    expect((await run()).jobs).toMatchObject([{ effect: 'export-record' }])
    expect(await run()).toEqual({})
    expect(commits).toHaveLength(2)
    expect(recordedIn(files())).toHaveLength(600)
  })

  test('[A8] an append whose answer was lost is not done twice', async () => {
    const store = await opened()
    const { run, files, state } = branch(store)
    await observe(store, 'churn', '1', '2')
    state.fault = { when: 'after', is: 'unavailable' }
    await expect(run()).rejects.toThrow(OutsideError)
    await observe(store, 'churn', '3')
    await run()
    expect(recordedIn(files())).toEqual(['model/churn 1', 'model/churn 2', 'model/churn 3'])
  })

  test('[A8] of two replicas that export at once, the later one goes on after the earlier', async () => {
    const store = await opened()
    const { run, files, state } = branch(store)
    await run()
    await observe(store, 'churn', '1')
    state.interfere = async () => {
      await run()
      await observe(store, 'churn', '2')
    }
    await run()
    expect(recordedIn(files())).toEqual(['model/churn 1', 'model/churn 2'])
  })

  test('a branch that keeps moving is left for later', async () => {
    const store = await opened()
    const { run, state } = branch(store)
    const refuse = () => {
      state.fault = { when: 'before', is: 'moved' }
      state.interfere = async () => refuse()
    }
    refuse()
    expect((await run()).again?.why).toBe('the record branch kept moving')
  })

  test('another database beside an old record stops, even where its events have the same names', async () => {
    const store = await opened()
    const { run, files } = branch(store)
    await observe(store, 'churn', '1')
    await run()
    for (const version of [[], ['9']]) {
      const other = await opened()
      await observe(other, 'churn', ...version)
      const its = branch(other)
      its.commits.push(files())
      await expect(its.run()).rejects.toThrow(/record-of-another-database.*\n.*fix:.*kedge rebuild/)
      expect(its.commits).toHaveLength(1)
    }
  })

  test('nothing is appended to a record that was altered', async () => {
    const store = await opened()
    const { run, files, commits } = branch(store)
    await observe(store, 'churn', '1')
    await run()
    const [path = '', text = ''] = Object.entries(files())[0] ?? []
    commits.push({ [path]: text.replace('kedge', 'egdek') })
    await observe(store, 'churn', '2')
    await expect(run()).rejects.toThrow(/record-altered/)
  })
})

describe('rebuilding', () => {
  test('gives an empty database the events of the record, and the export goes on after them', async () => {
    const store = await opened()
    const { run, files } = branch(store)
    await observe(store, 'churn', '1', '2')
    await observe(store, 'delay', '1')
    await observe(store, 'churn', '3')
    await run()
    const events = readRecord(files()).recorded.map(it => it.event)
    const fresh = await opened()
    expect(await rebuild(fresh, events)).toBe(4)
    expect((await fresh.eventsAfter(0, 99)).map(row => row.event)).toEqual(events)
    const its = branch(fresh)
    its.commits.push(files())
    await observe(fresh, 'churn', '4')
    await its.run()
    expect(recordedIn(its.files()).at(-1)).toBe('model/churn 4')
  })

  test('goes on where it was cut off, and refuses a database with events of its own', async () => {
    const store = await opened()
    await observe(store, 'churn', '1', '2')
    await observe(store, 'delay', '1')
    const events = (await store.eventsAfter(0, 99)).map(row => row.event)
    const half = await opened()
    await rebuild(half, events.slice(0, 2))
    expect(await rebuild(half, events)).toBe(1)
    expect(await rebuild(half, events)).toBe(0)
    const other = await opened()
    await observe(other, 'delay', '1')
    await expect(rebuild(other, events)).rejects.toThrow(/database-not-empty/)
  })
})
