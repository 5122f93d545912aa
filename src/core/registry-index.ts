/** The static index of a registry folder, as TypeScript: types stay whole, and there is no list to keep by hand. */
export function registryIndex(exported: string, names: readonly string[]): string {
  const sorted = [...names].sort()
  const imports = sorted.map(name => `import ${identifier(name)} from './${name}.ts'`)
  const entries = sorted.map(name => `  ${identifier(name) === name ? name : `'${name}': ${identifier(name)}`},`)
  return [
    '// Written by `npm run generate` from the files of this folder; a change by hand is lost.',
    ...imports,
    '',
    `export const ${exported} = {`,
    ...entries,
    '} as const',
    '',
  ].join('\n')
}

/** `set-check` as `setCheck`. */
function identifier(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
