import { DELAY_REASONS } from '../core/delay-reason.ts'
import { strong, type Words } from '../core/document.ts'
import type { Portfolio } from '../core/portfolio.ts'
import type { TimesOf } from '../core/times-to.ts'
import type { Wait } from '../core/waits.ts'
import { count, spanWords } from '../core/words.ts'

/** Business lines, then models; what is open has no times yet, and is told beside them. */
export function timesItems({ times }: Portfolio): Words[] {
  return times
    .filter(it => it.of === 'line' || it.took.length > 0)
    .map(({ of, name, took, open }): Words => {
      const parts = took.map(it => `to ${it.to} ${timesWords(it)}`)
      const still = open > 0 ? [`${count(open, 'case')} open`] : []
      return [
        strong(name ?? 'No business line'),
        `${of === 'line' ? ' (business line)' : ''}: `,
        [...parts, ...still].join('; '),
      ]
    })
}

/** The median is what one of them takes; the mean is what all of them cost. */
function timesWords({ medianMs, meanMs, longestMs, count: n }: TimesOf['took'][number]): string {
  if (n === 1) return span(medianMs)
  return `${span(medianMs)} (mean ${span(meanMs)}, longest ${span(longestMs)}, ${count(n, 'time')})`
}

export function delayItems({ delays }: Portfolio): Words[] {
  return delays.map(it => [strong(DELAY_REASONS[it.reason]), `: ${delaySpan(it)}`])
}

const delaySpan = ({ medianMs, longestMs, count: n }: Wait) =>
  n === 1 ? span(medianMs) : `${span(medianMs)} in the middle, ${span(longestMs)} at most, ${count(n, 'time')}`

const span = (milliseconds: number) => spanWords(new Date(0).toISOString(), new Date(milliseconds).toISOString())
