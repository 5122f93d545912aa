#!/usr/bin/env node
// Plain JavaScript: an older Node must be told what to do, and what Node makes of the TypeScript is kept only from here on.
import './node-version.js'

const { enableCompileCache } = await import('node:module')
enableCompileCache()
await import('./kedge.ts')
