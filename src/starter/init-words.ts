import { line } from '../reports/clean.ts'
import { count } from '../words/figures.ts'

/** What was written and what was left alone. */
export function writtenWords(written: readonly string[], kept: readonly string[]): string {
  return [
    `Wrote ${count(written.length, 'file')}${written.length > 0 ? ':' : '.'}`,
    ...written.map(path => `  ${line(path)}`),
    ...(kept.length > 0 ? ['Kept, since they were there already:', ...kept.map(path => `  ${line(path)}`)] : []),
  ].join('\n')
}

/** What comes next, in three steps. */
export function nextWords(folder: string): string {
  const where = shellWord(folder)
  return [
    'Next:',
    `  1. Read ${where}/policies/README.md, and change what is not so in your house. Then: npx kedge check ${where}`,
    `  2. Make it a repository: cd ${where} && git init -b main && git add . && git commit -m Begin, and push it to GitHub.`,
    '  3. Connect Slack and GitHub: npx kedge manifest slack, npx kedge manifest github. The README of Kedge has each step.',
  ].join('\n')
}

/** As a shell reads it back; most folders need no quotes. */
function shellWord(text: string): string {
  return /^[\w./~-]+$/.test(text) ? text : `'${line(text).replaceAll("'", "'\\''")}'`
}
