import { InvalidArgumentError } from 'commander'

/** An option of the command line that is a day. */
export function aDay(text: string): string {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00.000Z`) : undefined
  if (at && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)) return text
  throw new InvalidArgumentError('It is no day. fix: write YYYY-MM-DD, as in 2027-01-31')
}
