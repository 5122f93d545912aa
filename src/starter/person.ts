import type { Person } from '../core/people.ts'
import { type Problem, problem } from '../core/problem.ts'
import { slug } from '../core/slug.ts'
import { says } from '../words/says.ts'

/** How a person is told in one line. A name may hold colons, so the line is read from its end. */
export const PERSON_LINE = 'name:role+role:github-login:github-id:slack-id'
const EXAMPLE = 'Ana Ruiz:modelops+governance:ana-ruiz:4117:U0123ABCD'

/** The people of some lines, each with a key made from the name. The last parts may stay empty. */
export function peopleOf(lines: readonly string[]): {
  readonly people: Readonly<Record<string, Person>>
  readonly problems: readonly Problem[]
} {
  const told = lines.filter(line => line.trim() !== '').map(personOf)
  const problems = told.flatMap(it => ('fix' in it ? [it] : []))
  const people = told.flatMap(it => ('fix' in it ? [] : [it]))
  const keyed: Record<string, Person> = {}
  for (const person of people) keyed[keyOf(person.name, Object.keys(keyed))] = person
  return { people: keyed, problems }
}

function personOf(line: string): Person | Problem {
  const parts = line.split(':')
  if (parts.length < 5) return bad(says.personLine.tooShort(line))
  const name = parts.slice(0, -4).join(':').trim()
  const [roles = '', login = '', id = '', slack = ''] = parts.slice(-4).map(part => part.trim())
  if (name === '') return bad(says.personLine.noName(line))
  if (!/[^+\s]/.test(roles)) return bad(says.personLine.noRole(line))
  if ((login === '') !== (id === '')) return bad(says.personLine.halfAccount(line))
  if (!/^\d{0,15}$/.test(id)) return bad(says.personLine.badId(line, id))
  if (!/^([A-Za-z0-9][A-Za-z0-9_-]{0,99})?$/.test(login)) return bad(says.personLine.badLogin(line, login))
  if (!/^([UW][A-Z0-9]{2,})?$/.test(slack)) return bad(says.personLine.badSlack(line, slack))
  return {
    name,
    ...(slack !== '' && { slack }),
    ...(login !== '' && { github: { login, id: Number(id) } }),
    roles: [...new Set(roles.split('+').map(role => role.trim()))].filter(role => role !== ''),
  }
}

function bad(wrong: string): Problem {
  return problem('bad-person', wrong, says.personLine.fix(PERSON_LINE, EXAMPLE))
}

/** The first name where nobody else has it, else the whole one, else a number. */
function keyOf(name: string, taken: readonly string[]): string {
  const [first = '', whole] = [slug(name.split(/\s/)[0] ?? '', 30), slug(name, 30)]
  const base = whole === '' || whole === undefined ? 'person' : whole
  const numbered = Array.from({ length: taken.length + 1 }, (_, n) => `${base}-${n + 2}`)
  return [first, base, ...numbered].find(key => key !== '' && !taken.includes(key)) ?? base
}
