/** So many a minute, and no more than that at once: what is not spent is not saved up beyond one minute. */
export interface Bucket {
  /** What is left, in sixty-thousandths, so that each millisecond brings a whole number of them. */
  readonly level: number
  readonly atMs: number
}

const MINUTE_MS = 60_000

/** What is left after taking `count`, or how long to wait until that many are there. `count` is at most `perMinute`. */
export function take(
  was: Bucket | undefined,
  count: number,
  perMinute: number,
  nowMs: number,
): { readonly bucket: Bucket; readonly waitMs: number } {
  const [full, asked] = [perMinute * MINUTE_MS, count * MINUTE_MS]
  // A clock that was set back gives nothing and takes nothing.
  const filled = was === undefined ? full : Math.min(full, was.level + Math.max(0, nowMs - was.atMs) * perMinute)
  const enough = filled >= asked
  return {
    bucket: { level: enough ? filled - asked : filled, atMs: nowMs },
    waitMs: enough ? 0 : Math.ceil((asked - filled) / perMinute),
  }
}
