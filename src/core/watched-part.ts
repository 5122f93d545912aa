/** What of a KPI is watched by itself. Left out: all cases, of the version that serves. */
export interface Part {
  /** A part of the cases. */
  readonly segment?: string
  readonly version?: string
}

/** What one monitor watches apart, and of which KPI. */
export interface Watch extends Part {
  readonly monitor: string
  readonly kpi: string
}

/** Tells what one monitor watches apart; where that is the whole, it is called as the monitor is. */
export function watchId({ monitor, version, segment }: Part & { readonly monitor: string }): string {
  const ofVersion = version === undefined ? '' : ` version=${version}`
  // Last: a segment may be any text, a version and an id hold no blank.
  return `${monitor}${ofVersion}${segment === undefined ? '' : ` segment=${segment}`}`
}

/** Whether both are of one monitor, KPI and part: a monitor that is turned to another KPI is another one from then on. */
export function isSameWatch(a: Watch, b: Watch): boolean {
  return a.kpi === b.kpi && watchId(a) === watchId(b)
}

/** The part alone, of something that may say more. */
export function partOf({ segment, version }: Part): Part {
  return { ...(segment !== undefined && { segment }), ...(version !== undefined && { version }) }
}
