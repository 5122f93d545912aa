/** What this machine is asked: its Node, its clock, its disk. */
import { failed, type Probe, passed, skipped, unseen } from '../core/probe.ts'
import { says } from '../words/says.ts'

/** `needed` as in package.json: `>=24.12`. */
export function nodeProbe(version: string, needed: string): Probe {
  const least = needed.replace(/^>=/, '')
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number)
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor))
    return passed('node', says.doctorHere.node(version))
  return failed('node', ...says.doctorHere.faults.oldNode({ version, least, major: leastMajor }))
}

/** Signatures and tokens are good for minutes: beyond this they begin to be refused. */
const DRIFT_MS = 60_000

/** `theirs` is the time an answer said; the one that was here meanwhile is `ours`. */
export function clockProbe(name: string, whose: string, theirs: Date | undefined, ours: Date): Probe {
  if (theirs === undefined) return unseen(name, ...says.doctorHere.faults.noTime(whose))
  if (Math.abs(ours.getTime() - theirs.getTime()) <= DRIFT_MS) return passed(name, says.doctorHere.onTime(whose))
  return failed(name, ...says.doctorHere.faults.clock(whose, theirs.toISOString(), ours.toISOString()))
}

export interface SeenFolder {
  readonly folder: string
  /** Where it is not there yet: the folder above that it will be made in. */
  readonly above?: string
  /** Why nothing can be written: `EACCES` … */
  readonly refused?: string
  readonly freeBytes?: number
}

/** A database of some models takes megabytes; what runs out of space loses nothing, and does nothing either. */
const FREE_BYTES = 500_000_000

export function folderProbe({ folder, above, refused: why }: SeenFolder): Probe {
  if (why !== undefined) return failed('data-folder', ...says.doctorHere.faults.notWritable({ folder, above, why }))
  return passed('data-folder', above === undefined ? says.doctorHere.canWrite(folder) : says.doctorHere.canMake(folder))
}

export function spaceProbe({ folder, freeBytes }: SeenFolder): Probe {
  const name = 'disk-space'
  if (freeBytes === undefined) return unseen(name, ...says.doctorHere.faults.spaceUnseen(folder))
  if (freeBytes >= FREE_BYTES) return passed(name, says.doctorHere.free(freeBytes))
  return failed(name, ...says.doctorHere.faults.noSpace(folder, freeBytes, FREE_BYTES))
}

/** What listens where the bot would: nobody, a bot (and what it says is wrong with it), or somebody else. */
export type SeenBot =
  | { readonly is: 'nobody' }
  | { readonly is: 'bot'; readonly unwell?: string }
  | { readonly is: 'other' }

export function botProbe(at: string, seen: SeenBot): Probe {
  switch (seen.is) {
    case 'nobody':
      return skipped('bot', says.doctorHere.noBot(at))
    case 'other':
      return failed('bot', ...says.doctorHere.faults.notKedge(at))
    case 'bot':
      if (seen.unwell === undefined) return passed('bot', says.doctorHere.bot(at))
      return failed('bot', ...says.doctorHere.faults.unwell(at, seen.unwell))
  }
}

/** What a running bot made of a request signed as Slack signs: took it, or the status it gave; undefined: nothing. */
export function signedProbe(at: string, made: 'taken' | number | undefined): Probe {
  const name = 'slack-signing'
  if (made === 'taken') return passed(name, says.doctorHere.taken(at))
  if (made === 401) return failed(name, ...says.doctorHere.faults.otherSecret(at))
  if (made === 404) return failed(name, ...says.doctorHere.faults.noHttp(at))
  return unseen(name, ...says.doctorHere.faults.signingUnseen(at))
}
