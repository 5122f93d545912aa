import { says } from '../words/says.ts'
import { messageText } from './slack-text.ts'
import type { Stage, Told } from './stage.ts'

/** Prints what people would see: chapters with the time of the story, acts, cards with a bar at their left. */
export function narrator(print: (line: string) => void): Stage['tell'] {
  return told => print(wordsOf(told))
}

function wordsOf(told: Told): string {
  switch (told.is) {
    case 'chapter':
      return `\n━━ ${says.figures.minuteWords(told.at.toISOString())} ━━ ${told.title}\n`
    case 'act':
      return `  ${told.who} ${told.does}`
    case 'card':
      return `\n  ${told.where}${told.note === undefined ? '' : ` (${told.note})`}\n${barred(messageText(told.message.blocks))}\n`
    case 'text':
      return `\n  ${told.title}\n${barred(told.text)}\n`
  }
}

function barred(text: string): string {
  return text
    .split('\n')
    .map(line => `  ┃ ${line}`.trimEnd())
    .join('\n')
}
