import { line } from '../reports/clean.ts'
import { says } from '../words/says.ts'

/** What was written and what was left alone. */
export function writtenWords(written: readonly string[], kept: readonly string[]): string {
  return [
    says.initWords.wrote(written.length),
    ...written.map(path => `  ${line(path)}`),
    ...(kept.length > 0 ? [says.initWords.kept, ...kept.map(path => `  ${line(path)}`)] : []),
  ].join('\n')
}

/** What comes next, step by step. */
export function nextWords(folder: string): string {
  const steps = says.initWords.steps(shellWord(folder))
  return [says.initWords.next, ...steps.map((step, i) => `  ${i + 1}. ${step}`)].join('\n')
}

/** As a shell reads it back; most folders need no quotes. */
function shellWord(text: string): string {
  return /^[\w./~-]+$/.test(text) ? text : `'${line(text).replaceAll("'", "'\\''")}'`
}
