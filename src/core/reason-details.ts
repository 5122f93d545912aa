/** What stands in the braces of a reason's words. */
export interface Details {
  readonly who?: string
  readonly door?: string
  readonly deadline?: string
  readonly kinds?: string
  readonly slots?: string
  readonly people?: string
  readonly errors?: string
  readonly accounts?: string
  readonly rules?: string
}
const UNKNOWN: Required<Details> = {
  who: 'somebody else who may',
  door: 'by the other door',
  deadline: 'the deadline',
  kinds: 'this change',
  slots: 'what is still open',
  people: 'Two people',
  errors: 'errors',
  accounts: 'an account',
  rules: 'a rule',
}

/** The words of a reason with what stands in its braces; of what is not told, something that is true of all. */
export function filled(words: string, details: Details): string {
  return words.replace(/\{(\w+)\}/g, (_, key: keyof Details) => details[key] ?? UNKNOWN[key])
}
