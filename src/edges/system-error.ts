import { type Problem, problem } from '../core/problem.ts'
import { says } from '../words/says.ts'

/** What the system refused, as people can mend it: a file or a port. Undefined for anything else, which is a bug of ours. */
export function systemProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, syscall, path, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number }
  if (code === undefined || syscall === undefined) return undefined
  if (syscall === 'listen') return problem('no-port', ...says.systemError.port(`${address}:${port}`, code))
  return path === undefined ? undefined : problem('no-file', ...says.systemError.file(path, code))
}
