import { isDraft, type Judged } from '../approvals/judged.ts'
import type { Planned } from '../core/planned.ts'
import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import { ticked } from '../words/ticked.ts'
import { cut, lines } from './clean.ts'
import { emergencyBlocks } from './emergency-words.ts'
import { findingBlocks } from './findings.ts'
import { githubTitle } from './github-text.ts'
import { planBlocks } from './plan-words.ts'
import { sealWords, tallyBlocks, tallyWords } from './tally.ts'
import { verdictTree } from './verdict-tree.ts'
import { verdictLine, verdictWords } from './verdict-words.ts'

export interface CheckText {
  /** Left out while nobody has said no and not everybody has said yes. */
  readonly conclusion: 'success' | 'failure' | undefined
  readonly title: string
  readonly summary: Document
}

/** A remark at a line of a file of the pull request. */
export interface Annotation {
  readonly path: string
  /** From 1. */
  readonly line: number
  readonly level: 'notice' | 'warning' | 'failure'
  readonly title: string
  readonly message: string
}

/** The gate in words. `planned` is what a person’s own pull request would do. Only `approved` is a success: everything else waits or fails, and says what is missing. */
export function checkOf(it: Judged, planned?: Planned): CheckText {
  const { verdict } = it
  const conclusion = verdict.is === 'approved' ? 'success' : verdict.is === 'pending' ? undefined : 'failure'
  const title =
    verdict.is === 'pending' && !isDraft(it)
      ? says.checkText.waits(tallyWords(verdict))
      : verdict.is === 'approved'
        ? says.checkText.approved(tallyWords(verdict))
        : verdictLine(verdict, it.repository.people.people)
  return {
    conclusion,
    title: githubTitle(title, 200),
    summary: {
      summary: title,
      blocks: [
        { is: 'text', words: verdictWords(verdict) },
        ...emergencyBlocks(it),
        ...tallyBlocks(it, false),
        ...('fix' in verdict ? [{ is: 'note', words: ticked(says.sentence.fix(verdict.fix)) } as const] : []),
        { is: 'code', text: verdictTree(verdict, it.findings, it.repository.people.people) },
        ...problemBlocks(it),
        ...(planned ? planBlocks(planned) : findingBlocks(it.findings)),
        { is: 'note', words: sealWords(it) },
      ],
    },
  }
}

function problemBlocks({ change }: Judged): Document['blocks'] {
  const problems = change.seals.at(-1)?.body.problems ?? []
  if (problems.length === 0) return []
  const items = problems
    .slice(0, SHOWN)
    .map(({ file, line, says: wrong, fix }) =>
      says.checkText.problem([file, line].filter(Boolean).join(':'), { wrong, fix }),
    )
  const left = problems.length - SHOWN
  return [{ is: 'list', items: [...items, ...(left > 0 ? [[says.checkText.moreErrors(left)]] : [])] }]
}

/** At the lines they are about: errors of the files first, then what the rules do not allow. */
export function annotationsOf({ change, findings, repository }: Judged): readonly Annotation[] {
  const problems = change.seals.at(-1)?.body.problems ?? []
  const ofFiles = problems.flatMap(({ file, line, level, code: title, says: wrong, fix }): Annotation[] =>
    file === undefined
      ? []
      : [
          {
            path: file,
            line: line ?? 1,
            level: LEVELS[level],
            title,
            message: noted(says.checkText.ofFile(wrong, fix)),
          },
        ],
  )
  const ofRules = findings
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown')
    .flatMap((finding): Annotation[] => {
      const { policy, because, trace, fix, severity } = finding
      const id = 'model' in finding ? finding.model : change.request.model
      const path = id === undefined ? undefined : repository.paths[`model/${id}`]
      const message = noted(says.checkText.ofRule(because, trace, fix))
      return path === undefined ? [] : [{ path, line: 1, level: WEIGHTS[severity], title: policy, message }]
    })
  return [...ofFiles, ...ofRules].slice(0, MOST_ANNOTATIONS)
}

const SHOWN = 20
/** GitHub takes 64 KB; nobody reads so much at a line. */
const noted = (text: string) => cut(lines(text), 4000)
/** GitHub takes fifty with one request. */
const MOST_ANNOTATIONS = 50
const LEVELS = { error: 'failure', warning: 'warning', note: 'notice' } as const
const WEIGHTS = { block: 'failure', warn: 'warning', info: 'notice' } as const
