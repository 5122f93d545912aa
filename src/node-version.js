// Plain JavaScript, because an older Node cannot even read the TypeScript of the rest. `npm start` loads it first.

/** Why this Node cannot run Kedge and what to do about it, or undefined. `version` is like 24.12.0. */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > 24 || (major === 24 && minor >= 12)) return undefined
  return (
    `error old-node: Kedge needs Node 24.12 or newer, and this is ${version}.\n` +
    '  fix: install Node 24 (https://nodejs.org), or run `npm ci` with the development dependencies: they bring one'
  )
}

const problem = nodeProblem(process.versions.node)
if (problem !== undefined) {
  console.error(problem)
  process.exit(2)
}
