import type { BadInput, Cause, CauseKind, Causes, Unseen } from '../core/cause.ts'
import { type Block, code, minute, strong, type Words } from '../core/document.ts'
import { missingWords } from '../core/missing-share.ts'
import { ticked } from '../core/ticked.ts'
import { count, dayWords, figure, listWords, withUnit } from '../core/words.ts'
import { someWords } from './segment-words.ts'

/** As many as a busy person reads on a card. */
export const ON_A_CARD = 3

/** What a breach may come from, most likely first, and what nobody could look at. */
export function causeBlocks(
  { causes, unseen, badInputs = [] }: Causes,
  most = Number.POSITIVE_INFINITY,
): readonly Block[] {
  const shown = causes.slice(0, most)
  const title = shown.length === 1 ? 'Likely cause' : 'Likely causes, the likeliest first'
  const more = causes.length - shown.length
  const notes = [
    ...(causes.length === 0 ? ['No likely cause was found.'] : []),
    ...(more > 0 ? [`${count(more, 'more cause')}: \`/kedge explain\` with its name says all.`] : []),
    ...(unseen.length > 0 ? [`Not looked at: ${listWords(unseen.map(one => UNSEEN[one]))}.`] : []),
  ]
  return [
    ...(shown.length > 0
      ? [{ is: 'text', words: [strong(title)] } as const, { is: 'list', items: shown.map(causeWords) } as const]
      : []),
    ...(notes.length > 0 ? [{ is: 'note', words: ticked(notes.join(' ')) } as const] : []),
    ...(badInputs.length > 0 ? [{ is: 'note', words: badWords(badInputs) } as const] : []),
  ]
}

/** Which inputs nobody can judge, and why: the others were. */
function badWords(all: readonly BadInput[]): Words {
  const shown = all.slice(0, ON_A_CARD)
  const each = shown.flatMap((it, i): Words => [i === 0 ? '' : ', ', code(it.input), ` (${whyBad(it)})`])
  const rest = all.length - shown.length
  return ['Inputs that cannot be judged: ', ...each, `${rest > 0 ? ` and ${rest} more` : ''}.`]
}

function whyBad({ is, used, needs }: BadInput): string {
  if (is === 'gone') return 'the query returns no such column'
  return is === 'uncalibrated' ? 'nothing to calibrate by' : `${used} of the ${needs} values it takes`
}

const UNSEEN: Readonly<Record<Unseen, string>> = {
  inputs: 'its inputs, which are not measured',
  'some-inputs': 'some of its inputs, of which there is too little to judge by',
  versions: 'what runs, which nobody observes',
  sources: 'whether its sources answer',
}

type Saying = { readonly [K in CauseKind]: (cause: Extract<Cause, { readonly is: K }>) => Words }

const SAYING: Saying = {
  'failing-source': ({ connection, since }) => ['What is asked of ', code(connection), ' fails since ', minute(since)],
  'stale-source': ({ connection, kpis, newest }) => {
    const last = newest === undefined ? 'there never was a reading' : `the newest reading ended on ${dayWords(newest)}`
    const [first, ...others] = kpis
    const more = others.length > 0 ? ` and ${count(others.length, 'other KPI')}` : ''
    const missing: Words = first === undefined ? [] : ['of ', code(first), `${more} `]
    return ['Nothing new ', ...missing, 'comes over ', code(connection), `: ${last}`]
  },
  'new-version': ({ version, at }) => [code(version), ' took over shortly before, on ', minute(at)],
  'same-source': ({ connection, ...others }) => {
    return [`${othersWords(others)} over `, code(connection), ' broke within a day of it']
  },
  'drifted-input': ({ input, method, value, threshold, missing, onlyMissing, since, until }) => {
    const moved = onlyMissing ? [] : [`${method} ${figure(value)}, where ${figure(threshold)} is much`]
    const far = `(${[...moved, ...(missing ? [missingWords(missing)] : [])].join('; ')})`
    return until === undefined
      ? [`Since ${dayWords(since)}: its input `, code(input), ` has drifted ${far}`]
      : [`Until ${dayWords(until)}: its input `, code(input), ` had drifted ${far}`]
  },
  warned: ({ says, since, value, unit, segments = [] }) => {
    const told = withUnit(value, unit)
    const [only, other] = segments
    const where = only === undefined ? told : other === undefined ? `${only}: ${told}` : someWords(segments)
    return [`Since ${dayWords(since)}: ${says.replace(/\.$/, '')} (${where})`]
  },
  'same-time': others => [`${othersWords(others)} broke within a day of it`],
}

/** One sentence for each kind. */
function causeWords(cause: Cause): Words {
  return (SAYING[cause.is] as (it: Cause) => Words)(cause)
}

/** Those that may not be named here are counted. */
function othersWords({ named, more }: { readonly named: readonly string[]; readonly more: number }): string {
  return listWords([...named, ...(more > 0 ? [count(more, named.length > 0 ? 'other model' : 'model')] : [])])
}
