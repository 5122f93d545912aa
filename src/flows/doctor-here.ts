/** What this machine is asked: its Node, its clock, its disk. */
import { failed, type Probe, passed, skipped, unseen } from '../core/probe.ts'
import { spanWords } from '../words/figures.ts'

/** `needed` as in package.json: `>=24.12`. */
export function nodeProbe(version: string, needed: string): Probe {
  const least = needed.replace(/^>=/, '')
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number)
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return passed('node', `Node ${version}`)
  const fix = `install Node ${leastMajor} (https://nodejs.org), and start the bot with it`
  return failed('node', `Kedge needs Node ${least} or newer, and this is ${version}.`, fix)
}

/** Signatures and tokens are good for minutes: beyond this they begin to be refused. */
const DRIFT_MS = 60_000

/** `theirs` is the time an answer said; the one that was here meanwhile is `ours`. */
export function clockProbe(name: string, whose: string, theirs: Date | undefined, ours: Date): Probe {
  if (theirs === undefined)
    return unseen(name, `${whose} does not say what time it is.`, 'compare the clock of this machine with another')
  const ms = ours.getTime() - theirs.getTime()
  if (Math.abs(ms) <= DRIFT_MS) return passed(name, `within a minute of ${whose}’s`)
  const span = spanWords(new Date(0).toISOString(), new Date(Math.abs(ms)).toISOString())
  const says = `The clock of this machine is ${span} ${ms > 0 ? 'ahead of' : 'behind'} ${whose}’s: signatures and tokens are refused.`
  return failed(name, says, 'let it keep time by itself: timedatectl set-ntp true, or chrony')
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

export function folderProbe({ folder, above, refused }: SeenFolder): Probe {
  const where = above === undefined ? folder : `${above}, where ${folder} is to be made`
  if (refused !== undefined)
    return failed(
      'data-folder',
      `Nothing can be written into ${where} (${refused}).`,
      'let the user that runs the bot write there, or set KEDGE_DATA to a folder of its own',
    )
  return passed('data-folder', above === undefined ? `${folder} can be written` : `${folder} can be made`)
}

export function spaceProbe({ folder, freeBytes }: SeenFolder): Probe {
  const name = 'disk-space'
  if (freeBytes === undefined)
    return unseen(name, `How much space ${folder} has cannot be seen.`, 'see for yourself: df -h')
  const free = `${(freeBytes / 1e9).toFixed(1)} GB free`
  if (freeBytes >= FREE_BYTES) return passed(name, free)
  const fix = `make room, or set KEDGE_DATA to a disk with more; ${FREE_BYTES / 1e6} MB are the least`
  return failed(name, `The disk of ${folder} has ${free}.`, fix)
}

/** What listens where the bot would: nobody, a bot (and what it says is wrong with it), or somebody else. */
export type SeenBot =
  | { readonly is: 'nobody' }
  | { readonly is: 'bot'; readonly unwell?: string }
  | { readonly is: 'other' }

export function botProbe(at: string, seen: SeenBot): Probe {
  switch (seen.is) {
    case 'nobody':
      return skipped('bot', `none runs at ${at}`)
    case 'other':
      return failed('bot', `Something else than Kedge listens at ${at}.`, 'stop it, or set another KEDGE_PORT')
    case 'bot':
      if (seen.unwell === undefined) return passed('bot', `one runs at ${at}, and is well`)
      return failed('bot', `The bot at ${at} says: ${seen.unwell}.`, 'see what its log says, and mend that')
  }
}

/** What a running bot made of a request signed as Slack signs: took it, or the status it gave; undefined: nothing. */
export function signedProbe(at: string, made: 'taken' | number | undefined): Probe {
  const name = 'slack-signing'
  if (made === 'taken') return passed(name, `the bot at ${at} takes what is signed with this secret`)
  if (made === 401) {
    const says = `The bot at ${at} refuses what is signed with KEDGE_SLACK_SIGNING_SECRET.`
    const where = 'https://api.slack.com/apps → your app → Basic Information → Signing Secret'
    return failed(name, says, `give both the one of ${where}, and start the bot anew`)
  }
  if (made === 404)
    return failed(name, `The bot at ${at} does not listen to Slack over HTTP.`, 'start it with this setting')
  return unseen(name, `The bot at ${at} did not say whether it takes what is signed.`, 'see what its log says')
}
