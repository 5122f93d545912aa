/** What is answered to a form that was sent and is not kept: it stays open, or another takes its place. */

import type { Log } from '../flows/world.ts'
import type { Faces } from '../reports/clean.ts'
import { slackModal } from '../reports/slack-blocks.ts'
import type { Modal } from '../words/document.ts'
import { says } from '../words/says.ts'
import type { Submitted } from './slack-arrivals.ts'

interface FormDoors {
  validate(submit: Submitted): Promise<Readonly<Record<string, string>> | undefined>
  nextModal?(submit: Submitted): Promise<Modal | undefined>
  people(): Faces | Promise<Faces>
}

/** Slack waits three seconds for an answer; what is left is for keeping what came. */
const WAIT_MS = 2000

/** The answer in Slack’s form; undefined for a form that is kept. */
export function stayingOpen(doors: FormDoors, log: Log): (submit: Submitted) => Promise<object | undefined> {
  return async submit => {
    const errors = await wrongIn(doors, log, submit)
    return errors === undefined ? followed(doors, log, submit) : { response_action: 'errors', errors }
  }
}

/** An acknowledgement that comes late is an error on the screen, so a form that cannot be looked at in time is kept. */
async function wrongIn(doors: FormDoors, log: Log, submit: Submitted) {
  try {
    return await inTime(() => doors.validate(submit))
  } catch (error) {
    log.warn({ err: error }, says.slackForms.notLookedAt)
    return undefined
  }
}

/** Where the next form cannot be made in time, the one that was sent stays and says so. */
async function followed(doors: FormDoors, log: Log, submit: Submitted): Promise<object | undefined> {
  try {
    const modal = await inTime(async () => doors.nextModal?.(submit))
    return modal && { response_action: 'update', view: slackModal(modal, await doors.people()) }
  } catch (error) {
    log.warn({ err: error }, says.slackForms.notMade)
    const [first = ''] = Object.keys(submit.values)
    return { response_action: 'errors', errors: { [first]: says.slackForms.late } }
  }
}

/** Throws where it takes longer. */
async function inTime<T>(act: () => Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(says.slackForms.tooSlow(WAIT_MS))), WAIT_MS)
  try {
    return await Promise.race([act(), late.promise])
  } finally {
    clearTimeout(timer)
  }
}
