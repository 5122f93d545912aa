import type { Judged } from '../approvals/judged.ts'
import { isAsPlanned, othersInSeal } from '../core/as-sealed.ts'
import { personOf } from '../core/people.ts'
import type { Author } from '../core/sealing.ts'
import { type Block, code, person, type Words } from '../words/document.ts'
import { says } from '../words/says.ts'

/** Who besides Kedge and GitHub has a hand in a change that Kedge planned, as it was sealed last. */
export function othersIn({ seals, request }: Pick<Judged['change'], 'seals' | 'request'>): readonly Author[] {
  const sealed = seals.at(-1)?.body
  return request.door === 'repository' || !sealed ? [] : othersInSeal(sealed)
}

/** Of these whoever made something else of it: where its files are byte for byte what Kedge planned, nobody did. */
export function changersOf(change: Pick<Judged['change'], 'seals' | 'request'>): readonly Author[] {
  const [first, last] = [change.seals[0]?.body, change.seals.at(-1)?.body]
  return last && isAsPlanned(last, first) ? [] : othersIn(change)
}

/** That it is not what Kedge planned any more, and who did that: its title and its reason were written before. */
export function changedSince(it: Judged): Block[] {
  const names = othersBy(it).map(({ known, login }): Words => {
    if (known !== undefined) return [person(known)]
    return [login === undefined ? says.changedSince.nobodyKnown : code(login)]
  })
  return names.length === 0 ? [] : [{ is: 'text', words: says.changedSince.by(names) }]
}

/** The same by keys and logins, for the trailer of a commit; nothing where nobody has. */
export function changedBy(it: Judged): string {
  return othersBy(it)
    .map(({ known, login }) => known ?? login ?? says.changedSince.nobodyKnown)
    .join(', ')
}

/** Each once, who may be author, committer and pusher of it. */
function othersBy({ change, repository }: Judged) {
  const others = new Map(changersOf(change).map(it => [it.github ?? it.login, it]))
  return [...others.values()].map(({ github, login }) => ({
    login,
    known: github === undefined ? undefined : personOf(repository.people, `github:${github}`),
  }))
}
