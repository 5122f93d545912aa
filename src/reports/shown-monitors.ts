import type { Breach } from '../core/breach.ts'
import { says } from '../words/says.ts'

/** More rows than this are not read. */
const MOST = 6

/** What of a case is told one by one, and the rest as counts: of segments, those first that still fire. */
export function shownOf(monitors: readonly Breach[]): {
  readonly shown: readonly Breach[]
  readonly left: string | undefined
} {
  const whole = monitors.filter(({ segment }) => segment === undefined)
  const segments = monitors.filter(({ segment }) => segment !== undefined)
  const inOrder = [...segments.filter(isOn), ...segments.filter(it => !isOn(it))]
  const rest = inOrder.slice(MOST)
  const [on, over] = [rest.filter(isOn).length, rest.filter(it => !isOn(it)).length]
  return {
    shown: [...whole, ...inOrder.slice(0, MOST)],
    left: rest.length > 0 ? says.shownMonitors.left(on, over) : undefined,
  }
}

const isOn = ({ state }: Breach) => state !== 'ok'
