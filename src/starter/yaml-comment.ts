/** The head of a file: the schema an editor completes it by, and what is said of it; nothing where nothing is. */
export function yamlHead(schema: 'model' | 'policy', said = ''): string {
  return `# yaml-language-server: $schema=${schema}.schema.json\n${yamlComment(said)}`
}

export function yamlComment(said: string): string {
  return said === '' ? '' : said.replace(/^/gm, '# ').concat('\n')
}
