import { type Logger, LogLevel } from '@slack/bolt'
import type { Log } from '../flows/world.ts'

/** Slack's own words in our log. Its debug lines hold tokens and whole bodies, so they are never written. */
export function slackLog(log: Log): Logger {
  const words = (said: readonly unknown[]) =>
    said.map(each => (each instanceof Error ? each.message : String(each))).join(' ')
  return {
    debug: () => undefined,
    info: (...said) => log.info({ from: 'slack' }, words(said)),
    warn: (...said) => log.warn({ from: 'slack' }, words(said)),
    error: (...said) => log.error({ from: 'slack' }, words(said)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  }
}
