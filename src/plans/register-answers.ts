import type { Repository } from '../core/repository.ts'
import { slug } from '../core/slug.ts'
import { ifStranger, type NoPlan, noSuch, refuse } from './plan.ts'
import type { Registration } from './register.ts'

const TIERS = ['low', 'medium', 'high']
const MODES = ['triggered', 'batch', 'realtime']

/** The first answer that cannot be used, in the order of the questions. */
export function ifMisunderstood(repository: Repository, asked: Registration): NoPlan | undefined {
  return (
    ifNameless(asked.name) ??
    ifUnheard('use case', asked.useCase, Object.keys(repository.useCases)) ??
    ifUnheard('tier', asked.tier, TIERS) ??
    ifStranger(repository, asked.business) ??
    ifStranger(repository, asked.technical) ??
    ifOddVersion(asked.version) ??
    (asked.mode === undefined ? undefined : ifUnheard('mode', asked.mode, MODES)) ??
    ifOddType(asked.type)
  )
}

function ifNameless(name: string): NoPlan | undefined {
  if (name.trim().length > 80) return refuse('the name is longer than 80 letters', 'say it in a few words')
  const fix = 'write it with letters from a to z; `name` in the file can hold any others later'
  return slug(name) === '' ? refuse(`no id can be made of the name ${JSON.stringify(name)}`, fix) : undefined
}

function ifUnheard(what: string, word: string, known: readonly string[]): NoPlan | undefined {
  return known.includes(word)
    ? undefined
    : noSuch(`there is no ${what} ${word}`, word, known, `the ${what}s; there are none`)
}

function ifOddVersion(version: string): NoPlan | undefined {
  if (/^[0-9A-Za-z][0-9A-Za-z.+-]{0,59}$/.test(version)) return undefined
  return refuse(
    `${JSON.stringify(version)} cannot be the name of a version`,
    'use letters, digits, dots, pluses and dashes',
  )
}

function ifOddType(type: string | undefined): NoPlan | undefined {
  if (!type || (type.length <= 40 && /^[a-z][a-z0-9]*([-.][a-z0-9]+)*$/.test(type))) return undefined
  return refuse(`${JSON.stringify(type)} is no word for a type`, 'say one such as python, r, excel or llm')
}
