import type { WrongAndFix } from '../core/problem.ts'
import { says } from '../words/says.ts'
import { KEY_IS_NO_TEXT, KEY_IS_PROTO, KEY_TWICE } from './yaml-map.ts'
import { MAX_DEPTH } from './yaml-refusals.ts'

interface Slip {
  readonly code: string
  readonly words: WrongAndFix
}

/**
 * What the parser says is wrong, in our words; undefined for what it has not said before. It has no codes, so that what it
 * says is looked at: a test reads its source for all of it. `before` is what stands on the line before the place.
 */
export function slipOf(reason: string, before: string): Slip | undefined {
  const slip = SLIPS.find(([pattern]) => pattern.test(reason))?.[1]
  return slip === INDENTATION && HAS_VALUE.test(before) ? UNQUOTED : slip
}

const bad = (words: WrongAndFix): Slip => ({ code: 'bad-yaml', words })

/** The parser says of all that it cannot place that its indentation is bad. */
const INDENTATION = bad(says.yamlSlips.indentation)
const UNQUOTED = bad(says.yamlSlips.unquoted)
const HAS_VALUE = /:\s/

/** The first that fits. */
const SLIPS: readonly (readonly [reason: RegExp, slip: Slip])[] = [
  [new RegExp(`^${KEY_TWICE}$`), { code: 'key-twice', words: says.yamlSlips.keyTwice }],
  [new RegExp(`^${KEY_IS_NO_TEXT}$`), { code: 'key-not-text', words: says.yamlSlips.keyNoText }],
  [new RegExp(`^${KEY_IS_PROTO}$`), { code: 'key-not-text', words: says.yamlSlips.keyProto }],
  [/nesting exceeded/, { code: 'too-deep', words: says.yamlSlips.tooDeep(MAX_DEPTH) }],
  [/directive|declared suffix|YAML version/, { code: 'directive', words: says.yamlRefusals.directive }],
  [/\btag\b/, { code: 'tag', words: says.yamlRefusals.tag }],
  [/anchor|alias/, { code: 'alias', words: says.yamlRefusals.alias }],
  [/merge/, { code: 'merge-key', words: says.yamlRefusals.mergeKey }],
  [/tab characters/, { code: 'tab', words: says.yamlRefusals.tab }],
  [/non-printable|null byte|valid JSON character/, { code: 'bad-text', words: says.yamlRefusals.unseen }],
  [/unexpected end of the (?:stream|document) within|deficient indentation/, bad(says.yamlSlips.notClosed)],
  [/bad indentation of/, INDENTATION],
  [/chomping|indentation width|line break is expected/, bad(says.yamlSlips.blockHead)],
  [/escape sequence|hexadecimal/, bad(says.yamlSlips.escape)],
  [/missed comma/, bad(says.yamlSlips.noComma)],
  [/found ','/, bad(says.yamlSlips.comma)],
  [/after the key-value separator/, bad(says.yamlSlips.noBlank)],
  [/multiline key may not be|expected ':' after/, bad(says.yamlSlips.noColon)],
  [/document separator|can not read a document/, bad(says.yamlSlips.apart)],
]
