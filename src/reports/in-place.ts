import { code, type Document, person } from '../core/document.ts'
import { sentence } from './sentence.ts'

/** What somebody asked for in front of everybody: who did, and what they typed, which Slack does not show. */
export function askedHere({ summary, blocks }: Document, by: string, typed: string): Document {
  const words = ['Asked for by ', person(by), ': ', code(`/kedge ${typed.trim()}`)]
  return { summary, blocks: [...blocks, { is: 'note', words }] }
}

/** The same for them alone, where the channel does not take it. */
export function notPosted({ summary, blocks }: Document): Document {
  const why = sentence('Kedge may not write in this channel, so only you see this.', 'write `/invite @kedge` there')
  return { summary: `${why.summary} ${summary}`, blocks: [...why.blocks, { is: 'rule' }, ...blocks] }
}
