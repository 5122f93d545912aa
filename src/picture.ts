/** `npm run picture`: the README's picture, a photograph of the breach's card as the local Slack shows it. */
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { assemble } from './assemble.ts'
import { openLog } from './edges/log.ts'
import { startAirline } from './stand-ins/airline.ts'
import { botParts } from './stand-ins/bot-parts.ts'
import type { Stage } from './stand-ins/stage.ts'
import { toTheBreach } from './stand-ins/story.ts'

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: '/usr/bin/chromium' },
    to: { type: 'string', default: join(dirname(import.meta.dirname), '.github/card.png') },
  },
})
let now = new Date('2001-02-05T06:00:00Z')
const clock = {
  now: () => now,
  set: (iso: string) => {
    now = new Date(iso)
  },
}
const air = await startAirline({ now: clock.now })
const bot = await assemble(botParts(air, { data: ':memory:', log: openLog({ level: 'warn' }), now: clock.now }))
const { port } = await bot.open()
air.slack.useHttp(`http://127.0.0.1:${port}/slack/events`)
let png: Buffer | undefined
const stage: Stage = {
  ...{ air, clock, settle: bot.settle, reconcile: bot.reconcile, tell: () => undefined },
  watch: async () => {
    // The story goes on after the breach; the picture is of the morning it was found.
    if (now >= new Date('2001-04-23')) png ??= await photograph(air.slack.pageOf('flight-ops'))
    await bot.watch()
  },
}
try {
  await toTheBreach(stage)
  if (!png) throw new Error('the story ended before the breach')
  await writeFile(values.to, png)
  console.log(`${values.to}: ${Math.round(png.byteLength / 1024)} KB`)
} finally {
  await bot.stop()
  await air.close()
}

async function photograph(page: string): Promise<Buffer> {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-gpu']
  const browser = await chromium.launch({ executablePath: values.browser, args: ['--no-sandbox', ...quiet] })
  try {
    const tab = await browser.newPage({ viewport: { width: 980, height: 900 }, deviceScaleFactor: 1.25 })
    await tab.goto(page)
    return await tab.screenshot({ fullPage: true })
  } finally {
    await browser.close()
  }
}
