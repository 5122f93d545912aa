import { dump } from 'js-yaml'

/** A value as YAML on one line, to paste into a file. */
export function flowText(value: unknown): string {
  return dump(value, { flowLevel: 0, lineWidth: -1, noRefs: true }).trimEnd()
}
