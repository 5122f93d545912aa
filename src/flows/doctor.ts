import { OutsideError } from '../core/outside.ts'
import { failed, type Probe, skipped, unseen } from '../core/probe.ts'
import { type Problem, ProblemError } from '../core/problem.ts'
import { failureOf } from '../core/trouble.ts'

/** One probe for each problem, since each has a fix of its own. */
export function fromProblems(name: string, problems: readonly Problem[]): readonly Probe[] {
  return problems.map(({ file, line, says, fix }) => {
    const place = [file, line].filter(part => part !== undefined).join(':')
    return failed(name, place === '' ? says : `${place}: ${says}`, fix)
  })
}

/** What a look that was refused comes to. Who did not answer has said neither yes nor no. */
export function fromError(name: string, error: unknown, reach: string): readonly Probe[] {
  if (error instanceof ProblemError) return fromProblems(name, error.problems)
  const { says, fix } = failureOf(error, name)
  if (!(error instanceof OutsideError)) return [unseen(name, says, fix)]
  if (error.is === 'denied') return [failed(name, says, fix)]
  return [unseen(name, says, error.is === 'limited' ? 'wait a minute, and try again' : reach)]
}

/** How to see to it that somebody is reached. */
export function reachFix(whose: string, url: string): string {
  return `see whether this machine reaches ${URL.parse(url)?.host ?? url} (proxy, firewall, ${whose}’s own status), and try again`
}

/** What cannot be looked at before something else is right. */
export function notYet(name: string, what: string, first: string): Probe {
  return unseen(name, `${what} not looked at yet.`, `mend ${first} first, and try again`)
}

/** From here nobody can see it; from outside anybody can. */
export function reachProbe(name: string, who: string): Probe {
  const see = 'start the bot, and from another network see that https://<its address>/healthz says ok'
  return skipped(`${name}-reach`, `whether ${who}, reaches this machine is not seen from here: ${see}`)
}
