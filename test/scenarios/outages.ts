import { onTestFinished } from 'vitest'
import { type Call, type Fault, faultProxy } from '../../src/stand-ins/fault-proxy.ts'
import { type ScenarioOptions, scenario } from './world.ts'

/** A scenario whose calls to GitHub fail as `rule` says, asked anew at each. */
export function whileGitHub(rule: (call: Call) => Fault, parts: ScenarioOptions['parts'] = {}) {
  return scenario({
    parts,
    githubUrl: async url => {
      const proxy = await faultProxy(url, rule)
      onTestFinished(() => proxy.close())
      return proxy.url
    },
  })
}

export const DOWN: Fault = { status: 502 }
