import type { Document } from '../words/document.ts'
import { says } from '../words/says.ts'
import { sentence } from './sentence.ts'

/** What somebody asked for in front of everybody: who did, and what they typed, which Slack does not show. */
export function askedHere({ summary, blocks }: Document, by: string, typed: string): Document {
  return { summary, blocks: [...blocks, { is: 'note', words: says.inPlace.asked(by, typed.trim()) }] }
}

/** The same for them alone, where the channel does not take it. */
export function notPosted({ summary, blocks }: Document): Document {
  const why = sentence(says.inPlace.notPosted, says.inPlace.notPostedFix)
  return { summary: says.inPlace.both(why.summary, summary), blocks: [...why.blocks, { is: 'rule' }, ...blocks] }
}
