import { type Measured, measured } from './measured.ts'

/** What a program of a bench says in its last line of JSON, beside its peak of memory. */
export type Told<T> = T & { readonly megabytes: number }

/** Runs it; one that failed would be fast for the wrong reason. */
export async function told<T>(run: () => Promise<Measured>): Promise<Told<T>> {
  const it = await run()
  if (it.code !== 0) throw new Error(`It failed, so its time says nothing:\n${it.out.slice(-2000)}`)
  return { ...toldIn<T>(it.out), megabytes: Math.round(it.megabytes) }
}

export const toldByNode = <T>(args: readonly string[], cwd: string) => told<T>(() => measured(args, cwd))

/** The last line that is JSON; what a library prints before or after it is not meant. */
export function toldIn<T>(out: string): T {
  const line = out.split('\n').findLast(it => it.startsWith('{') && it.endsWith('}'))
  if (line === undefined) throw new Error(`It told nothing:\n${out.slice(-2000)}`)
  return JSON.parse(line)
}

/** In seconds: the first run, the fastest, since the machine may be doing other things, and the least work of all cores. */
export interface Runs {
  readonly first: number
  readonly best: number
  readonly cpu: number
}

export async function timed(runs: number, act: (run: number) => Promise<unknown> | unknown): Promise<Runs> {
  const [seconds, worked]: [number[], number[]] = [[], []]
  for (let run = 0; run < runs; run++) {
    const [began, before] = [performance.now(), process.cpuUsage()]
    await act(run)
    const { user, system } = process.cpuUsage(before)
    seconds.push((performance.now() - began) / 1000)
    worked.push((user + system) / 1e6)
  }
  return { first: seconds[0] ?? Number.NaN, best: Math.min(...seconds), cpu: Math.min(...worked) }
}

export function rounded(value: number): number {
  return Number(value.toPrecision(3))
}

/** Whether two came to the same numbers, as many of them; a number that is none agrees with nothing. */
export function agreed(a: readonly number[], b: readonly number[], within: number): boolean {
  return a.length === b.length && a.every((value, i) => Math.abs(value - (b[i] ?? Number.NaN)) <= within)
}
