/** What `kedge doctor` says of one thing. What it did not see is `unknown`, never `pass`; `skip` is what is not asked for. */
export type Probe =
  | { readonly name: string; readonly outcome: 'pass' | 'skip'; readonly says: string }
  | { readonly name: string; readonly outcome: 'fail' | 'unknown'; readonly says: string; readonly fix: string }

export const passed = (name: string, says: string): Probe => ({ name, outcome: 'pass', says })
export const skipped = (name: string, says: string): Probe => ({ name, outcome: 'skip', says })
export const failed = (name: string, says: string, fix: string): Probe => ({ name, outcome: 'fail', says, fix })
export const unseen = (name: string, says: string, fix: string): Probe => ({ name, outcome: 'unknown', says, fix })

/** Nothing failed, and nothing stayed unseen. */
export function isWell(probes: readonly Probe[]): boolean {
  return probes.every(({ outcome }) => outcome === 'pass' || outcome === 'skip')
}
