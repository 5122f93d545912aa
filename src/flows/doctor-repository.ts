/** What guards the branches of the policy repository, and what its files say. */
import type { Demands } from '../core/demands.ts'
import { gateOf } from '../core/gate.ts'
import { recordProblems } from '../core/installation.ts'
import { failed, type Probe, passed, skipped, unseen } from '../core/probe.ts'
import { policyKinds } from '../policies/index.ts'
import { readRepository } from '../repository/read-repository.ts'
import { says } from '../words/says.ts'
import { type Checked, check } from './check.ts'
import { fromProblems } from './doctor.ts'
import { type ConnectionTypes, queryProbes } from './doctor-queries.ts'
import type { Snapshot } from './world.ts'

type Named = { readonly name: string } & Demands

/** Each fault has its own fix. What GitHub does not show is unknown, and what is good to know stands in the words. */
export function mainProbes(main: Named, check: string): readonly Probe[] {
  const name = 'main-branch'
  const { mode, problems } = gateOf(main, check)
  if (mode === 'none') return fromProblems(name, problems)
  const hidden = problems.filter(it => it.code === 'reviews-not-shown')
  if (hidden.length > 0) return hidden.map(it => unseen(name, it.says, it.fix))
  const { reviews, passers } = main
  const isShown = problems.every(it => it.code !== 'passers-not-shown')
  const wanted = mode === 'native' && reviews !== 'unknown' ? says.gate.reviews(reviews) : undefined
  const all = { branch: main.name, check, reviews: wanted, passers: isShown ? (passers.others ?? []) : undefined }
  return [passed(name, says.doctorRepository.required(all))]
}

/** `undefined`: there is none before the first event. */
export function recordProbe(record?: { readonly name: string; readonly protected: boolean }): Probe {
  const name = 'record-branch'
  if (record === undefined) return skipped(name, says.doctorRepository.noRecord)
  const [fault] = recordProblems({ record })
  return fault ? failed(name, fault.says, fault.fix) : passed(name, says.doctorRepository.recordProtected(record.name))
}

/** The check runs on one head, and whose they are. */
export interface SeenHead {
  /** What it is the head of. */
  readonly of: string
  readonly runs: readonly { readonly name: string; readonly app: string }[]
}

/**
 * Two Apps with a check of one name: people take one for the other, and a rule that names no source takes either. Ours
 * counts wherever its name is seen, since it stands on pull requests and not on main. The same two are told once.
 */
export function checkNameProbes(main: Named, check: string, us: string, heads: readonly SeenHead[]): readonly Probe[] {
  const probe = 'check-names'
  const names = [...new Set([check, ...main.requires.map(it => it.name)])]
  const found = names.flatMap(name =>
    heads.flatMap(({ of, runs }) => {
      const seen = runs.filter(run => run.name === name).map(run => run.app)
      const apps = [...new Set(name === check ? [us, ...seen] : seen)]
      return apps.length < 2 ? [] : [{ of, check: name, apps, others: apps.filter(app => app !== us) }]
    }),
  )
  const told = Map.groupBy(found, it => [it.check, ...it.apps.toSorted()].join('\n'))
  const faults = [...told.values()].flatMap(([first]) => first ?? [])
  if (faults.length === 0) return [passed(probe, says.doctorRepository.ownNames(main.name, names, heads.length - 1))]
  return faults.map(it => failed(probe, ...says.doctorRepository.faults.sameName(it)))
}

/** The files of main, and whether what they ask and call is there; without connections that is not known. */
export function policyProbes(snapshot: Snapshot, types: ConnectionTypes | undefined, now: Date): readonly Probe[] {
  const { repository } = readRepository(snapshot.files, snapshot.commit, policyKinds)
  return [...filesProbes(check(snapshot, now)), ...(repository && types ? queryProbes(repository, types) : [])]
}

/** Only the first errors: `kedge check` has them all. */
const ERRORS_SHOWN = 3

function filesProbes({ problems, files }: Checked): readonly Probe[] {
  const name = 'policy-files'
  const errors = problems.filter(it => it.level === 'error')
  if (files.length === 0) return [failed(name, ...says.doctorRepository.faults.noFiles)]
  if (errors.length === 0) return [passed(name, says.doctorRepository.filesGood(files.length))]
  const more = errors.length - ERRORS_SHOWN
  const rest = more > 0 ? [failed(name, ...says.doctorRepository.faults.moreErrors(more))] : []
  return [...fromProblems(name, errors.slice(0, ERRORS_SHOWN)), ...rest]
}
