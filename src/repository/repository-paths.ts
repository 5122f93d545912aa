import { type Problem, problem } from '../core/problem.ts'

const FILE = /^(?:models|policies)\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*\.yaml$/
/** What the generator writes, and what git needs to keep an empty folder. */
const BESIDE = new Set(['README.md', '.gitkeep', 'model.schema.json', 'policy.schema.json'])

export interface Sorted {
  readonly models: readonly string[]
  readonly policies: readonly string[]
  readonly problems: readonly Problem[]
}

/** Which files are models and which are policies. What has no place in these two folders is a problem, never skipped. */
export function sortPaths(paths: readonly string[]): Sorted {
  const inside = paths.filter(path => !BESIDE.has(path.slice(path.indexOf('/') + 1)))
  const good = inside.filter(path => FILE.test(path)).sort()
  return {
    models: good.filter(path => path.startsWith('models/')),
    policies: good.filter(path => path.startsWith('policies/')),
    problems: inside.filter(path => !FILE.test(path)).map(misplaced),
  }
}

/** `flight-delay` of `models/flight-delay.yaml`. */
export function idOf(path: string): string {
  return path.slice(path.indexOf('/') + 1, -'.yaml'.length)
}

function misplaced(path: string): Problem {
  // The name may hold anything a tree can hold, so it is shown as JSON and never as the place of the problem.
  const name = JSON.stringify(path)
  const [folder, ...rest] = path.split('/')
  if ((folder !== 'models' && folder !== 'policies') || path.includes('..') || path.includes('\\')) {
    return problem('odd-path', `${name} is not in models/ or policies/.`, 'Move it to models/ or policies/.')
  }
  if (rest.length > 1)
    return problem('odd-path', `${name} is in a sub folder.`, `Move it to ${folder}/; nothing below is read.`)
  if (/\.ya?ml$/i.test(path) && FILE.test(`${folder}/${yamlName(rest)}`)) {
    return problem(
      'odd-path',
      `${name} would not be read: names are lower case and end in .yaml.`,
      `Rename it to ${folder}/${yamlName(rest)}`,
    )
  }
  return problem(
    'odd-path',
    `${name} is not a name of a model or policy.`,
    'Use lower case letters, digits and dashes, and .yaml; keep other files elsewhere.',
  )
}

function yamlName(rest: readonly string[]): string {
  return rest
    .join('/')
    .toLowerCase()
    .replace(/\.ya?ml$/, '.yaml')
}
