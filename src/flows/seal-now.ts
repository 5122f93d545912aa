import { digestOf } from '../core/canonical.ts'
import type { Pins } from '../core/change.ts'
import type { Change } from '../core/change-state.ts'
import type { Bodies } from '../core/event.ts'
import { policiesOf } from '../core/policy-kind.ts'
import type { Repository } from '../core/repository.ts'
import { sealName } from '../core/seal.ts'
import approvals from '../policies/approvals.ts'
import guardrail from '../policies/guardrail.ts'
import { classifyPlanned } from '../repository/classify.ts'
import type { Contents, Pull } from './world.ts'

/** What people would be asked about a pull request now. The same seal as before: nothing they voted on has moved. */
export function sealNow(it: Change, pull: Pull, contents: Contents, repository: Repository): Bodies['change.sealed'] {
  const opener = { github: pull.author.id, login: pull.author.login, role: 'opener' as const }
  const pins: Pins = {
    head: pull.head,
    base: pull.base,
    blobs: Object.fromEntries(contents.files.map(file => [file.path, blobAtBase(file, repository)])),
    policies: rulesDigest(repository),
    request: digestOf({ request: it.request, diff: contents.diff }),
  }
  return {
    seal: sealName(pins),
    pins,
    kinds: classifyPlanned(contents.files, it.request.edits),
    authors: [...(pull.author.bot ? [] : [opener]), ...contents.authors],
    diff: contents.diff,
  }
}

/** As it is on the main branch now: a merge of the same file there is something nobody has seen together with this one. */
function blobAtBase({ path, was }: Contents['files'][number], { files }: Repository): string {
  return files[path]?.blob ?? was?.blob ?? ''
}

/** The rules a vote is given under. Merges that touch none of them clear nothing. */
function rulesDigest(repository: Repository): string {
  return digestOf(
    [policiesOf(repository, approvals), policiesOf(repository, guardrail)].map(
      list => JSON.parse(JSON.stringify(list)) as unknown,
    ),
  )
}
