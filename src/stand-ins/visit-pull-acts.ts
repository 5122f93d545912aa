/** What a form of our pages lets a person do on GitHub, with their own token. */
import { GitHubRefused, type Person } from './github-people.ts'
import type { House } from './visit-house.ts'

type PullAct = (person: Person, number: number, form: URLSearchParams) => Promise<unknown>

const acts = {
  review: (person, number, form) => {
    const event = form.get('event')
    if (event !== 'APPROVE' && event !== 'REQUEST_CHANGES' && event !== 'COMMENT') throw new Error('No such review.')
    return person.review(number, event, words(form, 'body'))
  },
  merge: (person, number, form) => person.merge(number, { sha: words(form, 'sha') }),
  close: (person, number) => person.close(number),
  reopen: (person, number) => person.reopen(number),
  push: (person, _, form) =>
    person.push(
      words(form, 'branch'),
      { [words(form, 'path')]: words(form, 'text') },
      words(form, 'message') || `Update ${words(form, 'path')}`,
    ),
} satisfies Record<string, PullAct>

/** Ends with the words of GitHub where it says no. */
export const PULL_ACTS = Object.fromEntries(
  Object.entries<PullAct>(acts).map(([name, act]) => [
    name,
    async ({ github }: House, as: string, form: URLSearchParams) => {
      try {
        await act(github.person(as), Number(words(form, 'number')), form)
        return undefined
      } catch (error) {
        if (error instanceof GitHubRefused) return saidNo(error)
        throw error
      }
    },
  ]),
)

function saidNo({ status, answer }: GitHubRefused): string {
  const errors: readonly (string | { readonly message?: string })[] = answer?.errors ?? []
  const details = errors.map(e => (typeof e === 'string' ? e : e.message)).filter(e => e !== undefined)
  return [`GitHub refuses this (${status}): ${answer?.message ?? ''}`, ...details].join('\n')
}

/** Browsers send texts with the line ends of the net; files have those of git. */
function words(form: URLSearchParams, name: string): string {
  return (form.get(name) ?? '').replaceAll('\r\n', '\n')
}
