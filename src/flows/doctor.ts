import { OutsideError } from '../core/outside.ts'
import { failed, type Probe, skipped, unseen } from '../core/probe.ts'
import { type Problem, ProblemError } from '../core/problem.ts'
import { failureOf } from '../core/trouble.ts'
import { says } from '../words/says.ts'

/** One probe for each problem, since each has a fix of its own. */
export function fromProblems(name: string, problems: readonly Problem[]): readonly Probe[] {
  return problems.map(({ file, line, says: wrong, fix }) => {
    const place = [file, line].filter(part => part !== undefined).join(':')
    return failed(name, says.flowDoctor.at(place, wrong), fix)
  })
}

/** What a look that was refused comes to. Who did not answer has said neither yes nor no. */
export function fromError(name: string, error: unknown, reach: string): readonly Probe[] {
  if (error instanceof ProblemError) return fromProblems(name, error.problems)
  const { says: wrong, fix } = failureOf(error, name)
  if (!(error instanceof OutsideError)) return [unseen(name, wrong, fix)]
  if (error.is === 'denied') return [failed(name, wrong, fix)]
  return [unseen(name, wrong, error.is === 'limited' ? says.flowDoctor.limited : reach)]
}

/** How to see to it that somebody is reached. */
export function reachFix(whose: string, url: string): string {
  return says.flowDoctor.reach(whose, URL.parse(url)?.host ?? url)
}

/** From here nobody can see it; from outside anybody can. */
export function reachProbe(name: string, who: string, path: string): Probe {
  return skipped(`${name}-reach`, says.flowDoctor.fromOutside(who, path))
}
