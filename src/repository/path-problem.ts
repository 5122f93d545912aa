import { type Problem, problem, type WrongAndFix } from '../core/problem.ts'

/** What is wrong with a file itself, whatever is in it. A name that could mislead is shown escaped, and never as the place. */
export function pathProblem(code: string, path: string, told: (shown: string) => WrongAndFix): Problem {
  return problem(code, ...told(shownPath(path)), isPlain(path) ? { file: path, line: 1, column: 1 } : {})
}

/** Quoted, and with nothing but ASCII, so that two names that look alike do not. */
export function shownPath(path: string): string {
  const cut = path.length > 200 ? `${path.slice(0, 199)}…` : path
  return JSON.stringify(cut).replace(/[^ -~…]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function isPlain(path: string): boolean {
  return (
    path.length <= 200 &&
    path.split('/').every(part => /^[\w.+@~-]+(?: +[\w.+@~-]+)*$/.test(part) && !/^\.+$/.test(part))
  )
}
