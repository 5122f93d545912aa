import { spawn } from 'node:child_process'

export interface Measured {
  readonly seconds: number
  readonly megabytes: number
  readonly code: number | null
  readonly out: string
}

/** At its end a Node process says its own peak of memory, as the last line on standard error. */
const TELL = `process.on('exit', () => process.stderr.write('\\nkB ' + process.resourceUsage().maxRSS + '\\n'))`
const IMPORT = `data:text/javascript,${encodeURIComponent(TELL)}`

/** Python says the same in the same words, and then runs the program that stands first. */
const PYTHON = `import atexit, resource, runpy, sys
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
atexit.register(lambda: print('\\nkB', peak(), file=sys.stderr))
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name='__main__')`

/** A Node program as a whole process: wall time and peak resident memory. */
export function measured(args: readonly string[], cwd: string): Promise<Measured> {
  return whole(process.execPath, ['--import', IMPORT, ...args], cwd)
}

/** The same of a Python program. */
export function measuredPython(args: readonly string[], cwd: string): Promise<Measured> {
  return whole('python3', ['-c', PYTHON, ...args], cwd)
}

/** Whether Python is there and has these modules. */
export async function hasPython(...modules: readonly string[]): Promise<boolean> {
  const asked = whole('python3', ['-c', `import ${modules.join(', ')}`], '.')
  return asked.then(
    ({ code }) => code === 0,
    () => false,
  )
}

function whole(program: string, args: readonly string[], cwd: string): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const child = spawn(program, args, { cwd })
    let [out, err] = ['', '']
    child.stdout.on('data', chunk => (out += chunk))
    child.stderr.on('data', chunk => (err += chunk))
    child.on('error', reject)
    child.on('close', code => {
      const kilobytes = Number(/kB (\d+)\s*$/.exec(err)?.[1] ?? Number.NaN)
      resolve({ seconds: (performance.now() - began) / 1000, megabytes: kilobytes / 1024, code, out: out + err })
    })
  })
}
