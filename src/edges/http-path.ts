import type { IncomingMessage } from 'node:http'

/** The path that is asked for, or undefined where the address is none: a parser that throws would end the process. */
export function pathOf({ url = '/' }: Pick<IncomingMessage, 'url'>): string | undefined {
  return URL.parse(url, 'http://localhost')?.pathname
}
