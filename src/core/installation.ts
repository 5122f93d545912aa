import { says } from '../words/says.ts'
import type { Demands } from './demands.ts'
import { gateOf } from './gate.ts'
import { type AppPermission, spoken } from './github-app.ts'
import { type Problem, problem } from './problem.ts'

/** What GitHub says of our App and of the branches Kedge depends on, seen once when the bot starts. */
export interface Installation {
  readonly repository: string
  /** The name of the check that is the gate. */
  readonly check: string
  readonly suspended: boolean
  readonly missing: readonly AppPermission[]
  readonly main: { readonly name: string } & Demands
  /** Left out before the first line is written. */
  readonly record?: { readonly name: string; readonly protected: boolean }
}

/** Without these nothing of a change can be read, opened or judged; the others are missed at one step alone. */
const ESSENTIAL: readonly string[] = ['metadata', 'contents', 'pull_requests', 'checks']

/** Errors keep the bot from starting; warnings name what will not work, and why that matters; notes are good to know. */
export function installationProblems(it: Installation): Problem[] {
  const gaps = it.missing.map(permission => permissionGap(permission, it.repository))
  return [
    ...(it.suspended ? [suspended(it.repository)] : []),
    ...gaps,
    ...gateOf(it.main, it.check).problems,
    ...recordProblems(it),
  ]
}

export function suspended(repository: string): Problem {
  return problem('suspended', ...says.installation.suspended(repository))
}

export function permissionGap({ name, level, because }: AppPermission, repository: string): Problem {
  const gap = says.installation.permissionGap({ permission: spoken(name), level, because, repository })
  return problem('missing-permission', ...gap, { level: ESSENTIAL.includes(name) ? 'error' : 'warning' })
}

export function recordProblems({ record }: Pick<Installation, 'record'>): Problem[] {
  if (!record || record.protected) return []
  return [problem('unprotected-record', ...says.installation.openRecord(record.name), { level: 'warning' })]
}
