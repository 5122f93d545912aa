import { InvalidArgumentError } from 'commander'
import { says } from '../words/says.ts'

/** An option of the command line that is a day. */
export function aDay(text: string): string {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00.000Z`) : undefined
  if (at && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)) return text
  throw new InvalidArgumentError(says.dayOption.noDay)
}
