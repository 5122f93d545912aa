import { describe, expect, test } from 'vitest'
import { draw } from '../../src/edges/chart.ts'

const spec = (text: string) => ({
  width: 200,
  height: 40,
  config: { font: 'Inter' },
  data: { values: [{ text }] },
  mark: { type: 'text', fontSize: 20 },
  encoding: { text: { field: 'text' } },
})

describe('a drawn chart', () => {
  test('is a PNG 1,100 pixels wide, the same bytes each time', async () => {
    const [a, b] = [await draw(spec('19.8')), await draw(spec('19.8'))]
    expect(Buffer.from(a.slice(1, 4)).toString()).toBe('PNG')
    expect(Buffer.from(a).readUInt32BE(16)).toBe(1100)
    expect(Buffer.from(a).equals(b)).toBe(true)
  })

  test('has letters, though no font of the machine is used', async () => {
    expect(Buffer.from(await draw(spec('19.8'))).equals(await draw(spec('11.1')))).toBe(false)
    expect((await draw(spec('The forecast'))).length).toBeGreaterThan((await draw(spec(' '))).length + 1000)
  })

  test('loads nothing from outside', async () => {
    const remote = { data: { url: 'file:///etc/passwd', format: { type: 'csv' } }, mark: 'point', encoding: {} }
    const empty = { data: { values: [] }, mark: 'point', encoding: {} }
    expect(await draw(remote).catch(() => 'refused')).toEqual(await draw(empty).catch(() => 'refused'))
  })
})
