import { SCALAR_STYLE } from 'js-yaml'
import { spellings } from './yaml-spelling.ts'
import { parseYaml } from './yaml-text.ts'

/** Text as it may stand behind a key on a line of its own: without quotes where these same words are read again, else in them. */
export function yamlScalar(text: string): string {
  return spelled(text, spelling => `key: ${spelling}\nnext: 1\n`)
}

/** The same between brackets, where a comma ends it. */
export function bracketedScalar(text: string): string {
  return spelled(text, spelling => `{ key: ${spelling}, next: 1 }`)
}

function spelled(text: string, around: (spelling: string) => string): string {
  const [plain = '', quoted = plain] = spellings(SCALAR_STYLE.PLAIN, 'string', text)
  return readsBack(around(plain), text) ? plain : quoted
}

/** A warning is enough to quote: `yes` is text here, and true to older readers. */
function readsBack(tried: string, text: string): boolean {
  const { data, problems, warnings } = parseYaml(tried, '')
  const read = data as Readonly<Record<string, unknown>> | undefined
  const alone = Object.keys(read ?? {}).join() === 'key,next'
  return problems.length + warnings.length === 0 && alone && read?.key === text
}
