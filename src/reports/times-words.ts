import type { Portfolio } from '../core/portfolio.ts'
import type { TimesOf } from '../core/times-to.ts'
import type { Wait } from '../core/waits.ts'
import type { Words } from '../words/document.ts'
import { says } from '../words/says.ts'

/** Business lines, then models; what is open has no times yet, and is told beside them. */
export function timesItems({ times }: Portfolio): Words[] {
  return times
    .filter(it => it.of === 'line' || it.took.length > 0)
    .map(({ of, name = says.timesWords.noLine, took, open }) =>
      says.timesWords[of](name, says.timesWords.times(took.map(tookWords), open)),
    )
}

/** The median is what one of them takes; the mean is what all of them cost. */
function tookWords({ to, count: times, ...took }: TimesOf['took'][number]): string {
  return times === 1 ? says.timesWords.once(to, took.medianMs) : says.timesWords.several(to, { ...took, times })
}

export function delayItems({ delays }: Portfolio): Words[] {
  return delays.map(it => says.timesWords.putOff(it.reason, delayWords(it)))
}

function delayWords({ count: times, medianMs, longestMs }: Wait): string {
  const { putOffOnce, putOffTimes } = says.timesWords
  return times === 1 ? putOffOnce(medianMs) : putOffTimes({ medianMs, longestMs, times })
}
