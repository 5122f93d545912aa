import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SETTING_NAMES } from '../../src/core/settings.ts'
import { says } from '../../src/words/says.ts'

test('[A11] kedge settings lists every variable, what it is for and where it comes from, in lines a page can hold', () => {
  const out = execFileSync(process.execPath, [join(import.meta.dirname, '../../src/kedge.js'), 'settings'], {
    encoding: 'utf8',
  })
  const plain = out.replaceAll('\n  ', ' ')
  for (const name of SETTING_NAMES) {
    const { about, where } = says.settings[name]
    const entry = plain.split('\n').find(line => line.startsWith(`- **\`${name}\`**`))
    expect(entry, name).toContain(about)
    expect(entry, name).toContain(where)
  }
  expect(plain).toContain('- **`KEDGE_SLACK_BOT_TOKEN`** (needed, secret, like `xoxb-…`): ')
  expect(out.split('\n').filter(line => line.length > 120)).toEqual([])
})
