import { expect, test } from 'vitest'
import { failed, passed, skipped, unseen } from '../../src/core/probe.ts'
import { doctorJson, doctorText } from '../../src/reports/doctor.ts'

const probes = [
  passed('node', 'Node 24.21.0'),
  failed('slack-scopes', 'The bot token lacks the scope files:write.', 'add files:write'),
  unseen('github-deliveries', 'GitHub has not sent a webhook\u001b[2J yet.', 'push something'),
  skipped('bot', 'none runs'),
]

test('[E10] a line a probe, the fix below what is not well, and no sign that moves a cursor', () => {
  expect(doctorText(probes)).toMatchInlineSnapshot(`
    "✓ node: Node 24.21.0
    ✗ slack-scopes: The bot token lacks the scope files:write.
      fix: add files:write
    ? github-deliveries: GitHub has not sent a webhook\\u001b[2J yet.
      fix: push something
    – bot: none runs

    Not well: 1 passed, 1 failed, 1 unknown, 1 skipped."
  `)
})

test('[E10] skipped is well and unknown is not, in words and as data', () => {
  const [pass, , unknown, skip] = probes
  if (!pass || !unknown || !skip) throw new Error('a probe is missing')
  expect(doctorText([pass, skip])).toMatch(/\nAll well: 1 passed, 0 failed, 0 unknown, 1 skipped\.$/)
  expect(JSON.parse(doctorJson([pass, skip]))).toEqual({ good: true, probes: [pass, skip] })
  expect(JSON.parse(doctorJson([pass, unknown]))).toMatchObject({ good: false })
})
