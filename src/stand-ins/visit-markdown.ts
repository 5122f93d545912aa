/** Markdown as GitHub shows it. */
import { micromark, type Options } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { escaped } from './slack-mrkdwn.ts'

/** The tags of HTML that the bot writes, with the entities beside them; all else is shown as it was typed. */
const KNOWN = /(<\/?(?:details|summary|sub)>|&#?\w+;)/

type HtmlExtension = NonNullable<Options['htmlExtensions']>[number]

/** HTML of whatever people and Kedge wrote: no tag but those of Markdown and the few above, no link but to the web. */
export function markdownHtml(text: string): string {
  return micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml(), fewTags] })
}

const shown: NonNullable<HtmlExtension['exit']>['htmlFlowData'] = function (token) {
  const pieces = this.sliceSerialize(token).split(KNOWN)
  this.raw(pieces.map((piece, at) => (at % 2 === 1 ? piece : escaped(piece))).join(''))
}

const fewTags: HtmlExtension = { exit: { htmlFlowData: shown, htmlTextData: shown } }
