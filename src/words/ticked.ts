import { code, type Inline, strong, type Words } from './document.ts'

/** A sentence of ours with what to type between backticks, as words: `write \`/kedge help\`` keeps its code on every surface. */
export function ticked(text: string): Words {
  return text
    .split(/`([^`\n]+)`/)
    .map((part, at): Inline => (at % 2 === 1 ? code(part) : part))
    .filter(part => part !== '')
}

/** The same in bold; spaces stay outside, where no surface loses them. */
export function strongTicked(text: string): Words {
  return ticked(text).flatMap((part): Inline[] => {
    if (typeof part !== 'string') return [part]
    const pieces = part.split(/(^\s+|\s+$)/).filter(piece => piece !== '')
    return pieces.map(piece => (piece.trim() === '' ? piece : strong(piece)))
  })
}

/** The same where nothing is drawn as code: beside an input, for one. */
export const unticked = (text: string) => text.replaceAll('`', '')
