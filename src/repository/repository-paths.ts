import type { Problem } from '../core/problem.ts'
import { says } from '../words/says.ts'
import { pathProblem, shownPath } from './path-problem.ts'

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
  const alike = Map.groupBy([...good, ...inside], likeness)
  const all = new Set(good)
  const odd = inside.filter(path => !FILE.test(path))
  return {
    models: good.filter(path => path.startsWith('models/')),
    policies: good.filter(path => path.startsWith('policies/')),
    problems: [
      ...odd.map(path => twin(path, alike.get(likeness(path))) ?? misplaced(path)),
      ...good.flatMap(path => namesake(path, all)),
    ],
  }
}

/** `flight-delay` of `models/flight-delay.yaml`. */
export function idOf(path: string): string {
  return path.slice(path.indexOf('/') + 1, -'.yaml'.length)
}

/** What is left of a path where case, accents, spaces and the two endings of YAML are not told apart. */
function likeness(path: string): string {
  return path
    .normalize('NFC')
    .toLowerCase()
    .trim()
    .replace(/\.yml$/, '.yaml')
}

/** On some systems one of the two would overwrite the other; on all of them people mistake them. */
function twin(path: string, alike: readonly string[] = []): Problem | undefined {
  const other = alike.find(one => one !== path)
  if (other === undefined) return undefined
  return pathProblem('same-name', path, shown => says.repositoryPaths.tooLike(shown, shownPath(other)))
}

/** An id names one thing, whatever its kind: in commands, in the record, in what people say. */
function namesake(path: string, all: ReadonlySet<string>): Problem[] {
  const other = `models/${idOf(path)}.yaml`
  if (!path.startsWith('policies/') || !all.has(other)) return []
  return [pathProblem('same-id', path, shown => says.repositoryPaths.sameId(shown, shownPath(other)))]
}

function misplaced(path: string): Problem {
  const [folder, ...rest] = path.split('/')
  if ((folder !== 'models' && folder !== 'policies') || path.includes('..') || path.includes('\\'))
    return pathProblem('odd-path', path, says.repositoryPaths.elsewhere)
  if (rest.length > 1) return pathProblem('odd-path', path, shown => says.repositoryPaths.tooDeep(shown, folder))
  const name = `${folder}/${yamlName(rest)}`
  if (/\.ya?ml$/i.test(path) && FILE.test(name))
    return pathProblem('odd-path', path, shown => says.repositoryPaths.notRead(shown, name))
  return pathProblem('odd-path', path, says.repositoryPaths.noName)
}

function yamlName(rest: readonly string[]): string {
  return rest
    .join('/')
    .toLowerCase()
    .replace(/\.ya?ml$/, '.yaml')
}
