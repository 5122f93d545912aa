import type { Block } from '../core/document.ts'
import { stamp } from '../core/words.ts'

export const stampOr = (at: string | undefined, otherwise: string) => (at === undefined ? otherwise : stamp(at))

export const plainText = (text: string): Block => ({ is: 'text', words: [text] })
