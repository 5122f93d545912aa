import type { Judged } from '../approvals/judged.ts'
import { type Block, code, person, type Words } from '../core/document.ts'
import { personOf } from '../core/people.ts'
import type { Author } from '../core/sealing.ts'
import { says } from '../words/says.ts'

/** Who besides Kedge and GitHub has a hand in a change that Kedge planned, as it was sealed last. */
export function othersIn({ seals }: Judged['change']): readonly Author[] {
  return (seals.at(-1)?.body.authors ?? []).filter(({ machine }) => machine !== true)
}

/** That it is not what Kedge planned any more, and who did that: its title and its reason were written before. */
export function changedSince({ change, repository }: Judged): Block[] {
  const others = othersIn(change).map(({ github, login }): Words => {
    const known = github === undefined ? undefined : personOf(repository.people, `github:${github}`)
    if (known !== undefined) return [person(known)]
    return login === undefined ? [says.changedSince.nobodyKnown] : [code(login)]
  })
  const names = [...new Map(others.map(words => [JSON.stringify(words), words])).values()]
  return names.length === 0 ? [] : [{ is: 'text', words: says.changedSince.by(names) }]
}
