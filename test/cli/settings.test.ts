import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SETTINGS, type Setting } from '../../src/core/settings.ts'

test('[A11] kedge settings lists every variable, what it is for and where it comes from, in lines a page can hold', () => {
  const out = execFileSync(process.execPath, [join(import.meta.dirname, '../../src/kedge.js'), 'settings'], {
    encoding: 'utf8',
  })
  const plain = out.replaceAll('\n  ', ' ')
  for (const [name, { about, where }] of Object.entries<Setting>(SETTINGS)) {
    const entry = plain.split('\n').find(line => line.startsWith(`- **\`${name}\`**`))
    expect(entry, name).toContain(about)
    expect(entry, name).toContain(where)
  }
  expect(plain).toContain('- **`KEDGE_SLACK_BOT_TOKEN`** (needed, secret, like `xoxb-…`): ')
  expect(out.split('\n').filter(line => line.length > 120)).toEqual([])
})
