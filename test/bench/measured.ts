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

/** A Node program as a whole process: wall time and peak resident memory. */
export function measured(args: readonly string[], cwd: string): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const child = spawn(process.execPath, ['--import', IMPORT, ...args], { cwd })
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
