import type { Block } from '../words/document.ts'
import { stamp } from '../words/figures.ts'

export const stampOr = (at: string | undefined, otherwise: string) => (at === undefined ? otherwise : stamp(at))

export const plainText = (text: string): Block => ({ is: 'text', words: [text] })
