/** Runs what it is given, so many at once; the others wait in the order they came. */
export type Turns = <T>(act: () => Promise<T>) => Promise<T>

export function turnsOf(most: number): Turns {
  const waiting: (() => void)[] = []
  let running = 0
  return async act => {
    if (running >= most) await new Promise<void>(next => waiting.push(next))
    else running++
    try {
      return await act()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
