import type { Airline } from '../../src/stand-ins/airline.ts'
import { type Call, type Fault, type FaultProxy, faultProxy } from '../../src/stand-ins/fault-proxy.ts'
import { wholeStory } from '../../src/stand-ins/story.ts'
import type { Ending } from '../fixtures/ending.ts'
import { type Here, type HereOptions, stageHere } from '../fixtures/stage-here.ts'

export type Service = 'github' | 'slack'
/** What happens to a call, given its route: `POST /repos/acme/models/pulls`. */
export type Rule = (service: Service, route: string) => Fault

export interface Outage {
  readonly ending: Ending
  /** Every route that was called, in the order of the first calls. */
  readonly routes: Readonly<Record<Service, readonly string[]>>
  readonly log: readonly string[]
}

export interface Course extends Pick<HereOptions, 'memory' | 'timeoutMs' | 'files' | 'parts'> {
  /** The whole one, unless told. */
  readonly story?: (here: Here) => Promise<void>
}

/** The whole story, with a door before GitHub and one before Slack that slams as `rule` says. */
export function outage(memory: string, rule: Rule = () => undefined): Promise<Outage> {
  return played({ memory }, rule)
}

/** A story with such doors. */
export async function played({ story, ...options }: Course, rule: Rule = () => undefined): Promise<Outage> {
  const proxies: Partial<Record<Service, FaultProxy>> = {}
  const before = async (service: Service, url: string) => {
    const proxy = await faultProxy(url, call => rule(service, routeOf(call)))
    proxies[service] = proxy
    return proxy.url
  }
  const here = await stageHere({
    ...options,
    githubUrl: url => before('github', url),
    slackUrl: async url => `${await before('slack', url)}/api/`,
  })
  const routes = (service: Service) => [...new Set(proxies[service]?.calls.map(routeOf))]
  try {
    await (story ? story(here) : wholeStory(here.stage))
    const ending = await here.ending()
    return { ending, log: here.log, routes: { github: routes('github'), slack: routes('slack') } }
  } catch (error) {
    throw new Error(`${error}\n${here.log.slice(-8).join('\n')}`, { cause: error })
  } finally {
    await here.close()
    await Promise.all(Object.values(proxies).map(proxy => proxy.close()))
  }
}

/** The airline behind such doors, for bots in processes of their own. */
export async function behindDoors(air: Airline, rule: Rule): Promise<{ air: Airline; close(): Promise<void> }> {
  const before = (service: Service, url: string) => faultProxy(url, call => rule(service, routeOf(call)))
  const [github, slack] = [await before('github', air.github.url), await before('slack', air.slack.url)]
  return {
    air: {
      ...air,
      github: { ...air.github, url: github.url },
      slack: { ...air.slack, apiUrl: `${slack.url}/api/` },
    },
    close: async () => {
      await Promise.all([github.close(), slack.close()])
    },
  }
}

/** Numbers, hashes and names of branches left out. */
function routeOf({ method, path }: Call): string {
  const route = (path.split('?')[0] ?? '')
    .replace(/[0-9a-f]{40}/g, '{sha}')
    .replace(/[a-z]+-flight-delay-[0-9a-f]{8}/, '{branch}')
    .replace(/\/\d+/g, '/{n}')
  return `${method} ${route}`
}

/** The fault for the first calls of each of these routes, `skip` of them left alone; then none. */
export function first(service: Service, routes: readonly string[], fault: Fault, times = 1, skip = 0): Rule {
  const count = new Map(routes.map(route => [route, 0]))
  return (of, route) => {
    const before = of === service ? count.get(route) : undefined
    if (before === undefined) return undefined
    count.set(route, before + 1)
    return before >= skip && before < skip + times ? fault : undefined
  }
}

/** A form that cannot be opened is said to who pressed, who presses again: words that only this brings. */
export function withoutSorry(ending: Ending): Ending {
  const isSorry = (text: string) => /the form (?:could not|cannot) be opened/i.test(text)
  const whispers = Object.entries(ending.same.whispers).map(
    ([who, words]) => [who, words.filter(each => !isSorry(each))] as const,
  )
  const posts = Object.entries(ending.posts).filter(([key]) => !isSorry(key))
  return {
    ...ending,
    same: { ...ending.same, whispers: Object.fromEntries(whispers) },
    posts: Object.fromEntries(posts),
  }
}

/** One call in twelve: half of them never arrive, of the other half the answer is lost. The same for the same seed. */
export function weather(seed: number): { rule: Rule; befell: () => number; unheard: () => number } {
  let state = seed
  let [befell, unheard] = [0, 0]
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor(state / 2 ** 8) % 24
  }
  const rule: Rule = (_, route) => {
    const faults: readonly Fault[] = [{ status: 500, body: {} }, 'cut-after']
    const fault = faults[next()]
    if (fault !== undefined) befell++
    if (fault === 'cut-after' && route.endsWith('chat.postEphemeral')) unheard++
    return fault
  }
  return { rule, befell: () => befell, unheard: () => unheard }
}
