import type { Block } from '../core/document.ts'

/** `2026-03-02 09:15:00 UTC`. */
export function stamp(at: string): string {
  return `${at.slice(0, 19).replace('T', ' ')} UTC`
}

export const stampOr = (at: string | undefined, otherwise: string) => (at === undefined ? otherwise : stamp(at))

export const plainText = (text: string): Block => ({ is: 'text', words: [text] })
