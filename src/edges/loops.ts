import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../flows/world.ts'
import { says } from '../words/says.ts'

/** Rounds that come again and again until they are told to stop. */
export function loopsOf(log: Log) {
  const stops: (() => Promise<void>)[] = []
  let over = false
  return {
    stopping: () => over,
    /** Runs again and again, never twice at once; the function it gives runs it now. */
    run(act: () => Promise<void> | void, everyMs: number): () => void {
      let running: Promise<void> | undefined
      let again = false
      const go = () => {
        if (over) return
        if (running) {
          again = true
          return
        }
        again = false
        running = Promise.resolve(act())
          .catch(error => log.error({ err: error }, says.loops.failed))
          .finally(() => {
            running = undefined
            if (again) go()
          })
      }
      const timer = setInterval(go, everyMs)
      stops.push(async () => {
        clearInterval(timer)
        await running
      })
      setImmediate(go)
      return go
    },
    /** What runs is finished, if it can be by then; nothing is begun any more, whoever asks for it. False: something hangs. */
    stop: async (mostMs: number): Promise<boolean> => {
      over = true
      const inTime = new AbortController()
      const late = sleep(mostMs, false, { signal: inTime.signal }).catch(() => true)
      const all = Promise.all(stops.map(stop => stop())).then(() => true)
      return Promise.race([all, late]).finally(() => inTime.abort())
    },
  }
}
