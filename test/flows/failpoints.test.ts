import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { assemble } from '../../src/assemble.ts'
import { openStore } from '../../src/edges/sqlite-store.ts'
import { FAILPOINTS, withFailpoints } from '../../src/flows/failpoints.ts'
import type { Hands } from '../../src/flows/world.ts'
import { appKey } from '../../src/stand-ins/github-seed.ts'
import { happened } from '../fixtures/happened.ts'

const SRC = join(import.meta.dirname, '../../src')
const VERBS = [...new Set(FAILPOINTS.map(name => name.split('.')[0] ?? ''))].filter(verb => verb !== 'commit')
const quiet = () => undefined

/** A bot whose GitHub and Slack are a port where nobody listens. */
async function alone(failpoint: (name: string) => void) {
  const nowhere = 'http://127.0.0.1:1'
  return assemble({
    github: {
      owner: 'a',
      repo: 'b',
      appId: 1,
      installation: 1,
      privateKey: await appKey(),
      baseUrl: nowhere,
      pace: 'none',
    },
    slack: {
      app: 'A1',
      team: 'T1',
      botToken: 'xoxb-1',
      by: { socket: { appToken: 'xapp-1' } },
      apiUrl: `${nowhere}/api/`,
    },
    connections: {},
    data: ':memory:',
    log: { info: quiet, warn: quiet, error: quiet },
    failpoint,
  })
}

test('[A7] every hand of the assembled bot has its failpoints', async () => {
  const reached: string[] = []
  const bot = await alone(name => reached.push(name))
  expect(Object.keys(bot.world.do).sort()).toEqual([...VERBS].sort())
  const hands = bot.world.do as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>
  await Promise.all(
    VERBS.map(verb => hands[verb]?.({ channel: 'C1', files: {}, png: new Uint8Array() }, {}).catch(quiet)),
  )
  expect(reached.sort()).toEqual(VERBS.map(verb => `${verb}.before`).sort())
  await bot.stop()
})

test('[A7] what an effect does outside, it does by a verb that has failpoints', () => {
  const files = readdirSync(join(SRC, 'effects')).map(name => [name, join(SRC, 'effects', name)] as const)
  const used = [...files, ['the door', join(SRC, 'edges/slack.ts')] as const].flatMap(([name, path]) =>
    [...readFileSync(path, 'utf8').matchAll(/(?:\.do|\bhands)\.(\w+)/g)].map(found => ({ name, verb: found[1] ?? '' })),
  )
  expect(used.filter(({ verb }) => !VERBS.includes(verb))).toEqual([])
  // And each verb is somebody's: a failpoint that nothing can reach would be tested by nobody.
  expect(VERBS.filter(verb => !used.some(use => use.verb === verb))).toEqual([])
})

test('[A7] nothing but the edges reaches outside past the hands', () => {
  const folders = ['effects', 'flows', 'commands']
  const past = folders.flatMap(folder =>
    readdirSync(join(SRC, folder))
      .filter(name =>
        /\bfetch\(|node:(http|net|child_process|fs)|WebClient|octokit/.test(
          readFileSync(join(SRC, folder, name), 'utf8'),
        ),
      )
      .map(name => `${folder}/${name}`),
  )
  expect(past).toEqual([])
})

test('a failpoint stands before the deed and after it, and after it only where it was done', async () => {
  const seen: string[] = []
  const merge = async ({ number }: { number: number }) => {
    seen.push(`merge ${number}`)
    if (number === 2) throw new Error('no')
    return { sha: '' }
  }
  const hands = withFailpoints<Pick<Hands, 'merge'>>({ merge }, name => seen.push(name))
  const pull = { head: '', title: '', message: '' }
  await hands.merge({ ...pull, number: 1 })
  await expect(hands.merge({ ...pull, number: 2 })).rejects.toThrow('no')
  expect(seen).toEqual(['merge.before', 'merge 1', 'merge.after', 'merge.before', 'merge 2'])
})

test('[A7] events, projections and outbox are one: cut off before the commit nothing is there, after it everything', async () => {
  let cut = ''
  const store = await openStore({
    path: ':memory:',
    readingsPath: ':memory:',
    summarise: () => ({ model: 'm', state: 'open', open: true, keys: ['seal:1'] }),
    failpoint: name => {
      if (name === cut) throw new Error(`cut off at ${name}`)
    },
  })
  const at = new Date('2026-03-02T09:00:00Z')
  const batch = {
    at,
    parts: [{ subject: 'case/1', seen: 0, events: [happened('case.taken', 'ana', {})] }],
    jobs: [{ key: 'show-case', effect: 'show-case', subject: 'case/1' }],
  }
  const there = async () => ({
    events: (await store.events('case/1')).length,
    rows: (await store.subjects({})).length,
    owner: await store.find('seal:1'),
    due: (await store.nextDue())?.toISOString(),
  })
  cut = 'commit.before'
  await expect(store.commit(batch)).rejects.toThrow('cut off')
  expect(await there()).toEqual({ events: 0, rows: 0, owner: undefined, due: undefined })
  cut = 'commit.after'
  await expect(store.commit(batch)).rejects.toThrow('cut off')
  expect(await there()).toEqual({ events: 1, rows: 1, owner: 'case/1', due: at.toISOString() })
  await store.close()
})
