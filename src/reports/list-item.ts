const WIDTH = 120

/** One item of a Markdown list, broken at spaces into lines of at most 120; a word longer than that stays whole. */
export function listItem(words: string): string {
  const lines: string[] = []
  for (const word of words.split(' ')) {
    const last = lines.pop()
    if (last === undefined) lines.push(word)
    else if (last.length + 1 + word.length <= WIDTH - 2) lines.push(`${last} ${word}`)
    else lines.push(last, word)
  }
  return `- ${lines.join('\n  ')}\n`
}
