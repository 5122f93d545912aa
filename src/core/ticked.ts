import { code, type Inline, type Words } from './document.ts'

/** A sentence of ours with what to type between backticks, as words: `write \`/kedge help\`` keeps its code on every surface. */
export function ticked(text: string): Words {
  return text
    .split(/`([^`\n]+)`/)
    .map((part, at): Inline => (at % 2 === 1 ? code(part) : part))
    .filter(part => part !== '')
}
