import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toTheBreach } from '../../src/stand-ins/story.ts'
import { letPass } from '../../src/stand-ins/story-days.ts'
import { openToVisitors, type VisitorsDoor } from '../../src/stand-ins/visit.ts'
import { type Here, stageHere } from '../fixtures/stage-here.ts'

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Those the README shows; `npm run pictures` writes them anew, `PICTURES=keep` leaves all where the test says. */
const README: Readonly<Record<string, string>> = {
  'desktop-1-card': 'card.png',
  'desktop-3-own': 'workspace.png',
  'desktop-6-pull': 'pull-request.png',
  'phone-2-form': 'phone.png',
}
const GITHUB = join(dirname(dirname(import.meta.dirname)), '.github')
const DAY_MS = 240_000
const REASON = 'Since the summer timetable the notices are wrong too often; 1.0.0 does better on the same flights.'

interface Walk {
  readonly page: Page
  readonly wrong: string[]
  /** Looks at the page as somebody does who cannot see it, keeps a picture, and finds nothing that is too wide. */
  look(name: string): Promise<void>
  /** Keeps a picture of one thing on the page. */
  photograph(what: Locator, name: string): Promise<void>
  go(path: string): Promise<void>
  /** Becomes somebody else, by the select and its button. */
  become(name: string): Promise<void>
}

let browser: Browser
let pictures: string
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  })
  pictures = await mkdtemp(join(tmpdir(), 'kedge-pages-'))
})
afterAll(async () => {
  await browser?.close()
  if (process.env.PICTURES !== 'keep') await rm(pictures, { recursive: true, force: true })
  else console.log(`the pictures are in ${pictures}`)
})

describe.each([
  { name: 'desktop', width: 1280, height: 900, dark: false },
  { name: 'phone', width: 375, height: 720, dark: true },
])('[E9] at $name width', ({ name, width, height, dark }) => {
  test('the day is played by clicking, from the breach to the recovery', { timeout: DAY_MS }, () =>
    visiting(async (here, door) => {
      const walk = await walkIn(door, { name, width, height, dark })
      await play(walk)
      await walk.page.context().close()
      expect(walk.wrong).toEqual([])
      const { merged } = await here.air.github.person('root').call('GET', '/repos/acme/models/pulls/1')
      expect(merged).toBe(true)
    }),
  )
})

describe.each([
  { name: 'desktop', width: 1280, height: 900, dark: false },
  { name: 'phone', width: 375, height: 720, dark: true },
])('[E4] [E9] at $name width', ({ name, width, height, dark }) => {
  test('what a line leaves out is filled in by form, and what is wrong stands at its field', { timeout: DAY_MS }, () =>
    visiting(async (_, door) => {
      const walk = await walkIn(door, { name, width, height, dark })
      await fillIn(walk)
      await walk.page.context().close()
      expect(walk.wrong).toEqual([])
    }),
  )
})

async function fillIn({ page, look, go }: Walk): Promise<void> {
  const form = page.getByRole('dialog')
  const field = (words: string | RegExp) => form.getByLabel(words)
  const submit = () => form.getByRole('button', { name: /^(?!Cancel)/ }).click()
  const types = async (line: string) => {
    await go('/kedge?as=ana&channel=flight-ops')
    await page.getByLabel(/^Say something/).fill(line)
    await page.keyboard.press('Enter')
    await form.waitFor()
  }
  await types('/kedge waive')
  await look('form-1-waive')
  await field('From which rule?').selectOption('weekend-freeze')
  await field('For which model?').selectOption({ label: 'Flight delay forecast' })
  await field('Until which day?').fill('2003-01-01')
  await field('Who grants it?').selectOption({ label: 'Chen Wei (model-validation)' })
  await field('Why?').fill('  because     ')
  await submit()
  await page.locator('.field .error').first().waitFor()
  expect(await page.locator('.field .error').count()).toBe(3)
  await look('form-2-waive-wrong')
  await field('Until which day?').fill('2001-05-31')
  await field('Who grants it?').selectOption({ label: 'Bo Lindqvist (operations)' })
  await field('Why?').fill(REASON)
  await submit()
  await form.waitFor({ state: 'detached' })
  await page.getByText('Asked: Waive weekend-freeze for flight-delay until 31 May 2001').waitFor()

  await types('/kedge kpi')
  await look('form-3-kpi-of')
  await field('Of which model?').selectOption({ label: 'Flight delay forecast' })
  await submit()
  await field('Of which KPI?').selectOption({ label: 'Mean error of the forecast: limit 18.5 min' })
  await field('Which limit?').fill('many')
  await field('Why?').fill(REASON)
  await submit()
  const error = page.locator('.field .error')
  await error.waitFor()
  await expect.poll(() => isReady(field('Which limit?'))).toBe(true)
  await look('form-4-kpi')
  await page.keyboard.press('Escape')
  await form.waitFor({ state: 'detached' })
  await types('/kedge attest')
  await look('form-5-attest')
  await page.keyboard.press('Escape')
  await form.waitFor({ state: 'detached' })

  // What is wrong far down is seen at once, and the next key mends it.
  await types('/kedge register')
  await field('What is it called?').fill('Crew delay on the long routes over the mountains')
  await field('What is it used for?').selectOption('passenger-notices')
  await field('How much harm can it do?').selectOption('low')
  await field('Who answers for its use?').selectOption({ label: 'Mara Costa' })
  await field('Who answers for the model itself?').selectOption({ label: 'Ana Ruiz' })
  await field(/^What is it made with/).fill('my own thing with R')
  await submit()
  await error.waitFor()
  await expect.poll(() => isReady(field(/^What is it made with/))).toBe(true)
  expect(await isSeen(error)).toBe(true)
  await look('form-6-register-wrong')
  await field(/^What is it made with/).fill('r')
  await submit()
  await form.waitFor({ state: 'detached' })
  await page.getByText('Asked: Register crew-delay').waitFor()
  await go('/kedge/pull/2?as=dana')
  await page.getByText(/^Edit models\/crew-delay/).click()
  await look('form-7-edit')
}

const isReady = (field: Locator) => field.evaluate(it => it === it.ownerDocument.activeElement)

/** The whole of it is inside of what scrolls, and of the window. */
const isSeen = (of: Locator) =>
  of.evaluate(it => {
    const [is, within] = [it.getBoundingClientRect(), it.closest('.fields-of').getBoundingClientRect()]
    return is.top >= within.top && is.bottom <= Math.min(within.bottom, it.ownerDocument.defaultView.innerHeight)
  })

async function play({ page, look, photograph, go, become }: Walk): Promise<void> {
  const button = (words: string | RegExp) => page.getByRole('button', { name: words })
  const asked = page.locator('article').filter({ has: button('Approve') })
  await go('/kedge?as=ana&channel=flight-ops')
  await page.getByRole('button', { name: 'Roll back to 1.0.0' }).waitFor()
  await look('1-breach')
  await photograph(page.locator('article').filter({ has: button('Roll back to 1.0.0') }), '1-card')

  // By keyboard alone: it opens, its field is ready to be typed in, and Escape closes it.
  const form = page.getByRole('dialog')
  // The chart comes a moment after its card; before, the page ends here.
  await page.locator('article img').first().waitFor()
  await page.waitForFunction('[...document.images].every(image => image.complete)')
  await button('Roll back to 1.0.0').focus()
  const place = () => page.evaluate<number>('scrollY')
  const [at, line] = [await place(), page.getByLabel(/^Say something/)]
  await line.evaluate(it => (it.value = 'Not sent yet'))
  await page.keyboard.press('Enter')
  await form.waitFor()
  await expect.poll(() => isReady(form.getByRole('textbox'))).toBe(true)
  await page.keyboard.press('Escape')
  await form.waitFor({ state: 'detached' })
  await expect.poll(place).toBe(at)
  await expect.poll(() => line.inputValue()).toBe('Not sent yet')
  await line.fill('')
  await button('Roll back to 1.0.0').click()
  await form.getByRole('textbox').fill('   because   ')
  await form.getByRole('button', { name: /^(?!Cancel)/ }).click()
  await page.locator('.field .error').waitFor()
  await look('2-form')
  await form.getByRole('textbox').fill(REASON)
  await form.getByRole('button', { name: /^(?!Cancel)/ }).click()
  await form.waitFor({ state: 'detached' })

  await page.getByRole('link', { name: /approvals/ }).click()
  await button('Approve').click()
  await page.getByText('your own vote never counts').waitFor()
  await look('3-own')
  await become('Bo Lindqvist')
  expect(await page.getByText('your own vote never counts').count()).toBe(0)
  await button('Approve').click()
  await asked.getByText('Waits for approval, 1 of 2').waitFor()
  await look('4-approved')

  await become('Dana Okafor')
  await page.getByRole('link', { name: /#1\b/ }).first().click()
  await page.getByRole('heading', { name: 'Pull request #1' }).waitFor()
  await page.getByText('Edit models/flight-delay.yaml').click()
  const text = page.getByLabel('The text of models/flight-delay.yaml')
  await text.fill((await text.inputValue()).replace('  mode: batch\n', '  mode: batch # The summer timetable.\n'))
  await look('5-edit')
  await button(/^Commit to/).click()
  await page.getByText('# The summer timetable.').first().waitFor()
  await go('/kedge?as=bo&channel=approvals')
  await asked.getByText('Waits for approval, 0 of 2').waitFor()
  await button('Approve').click()
  await asked.getByText('Waits for approval, 1 of 2').waitFor()

  await go('/kedge/pull/1?as=ana')
  await button('Merge').click()
  await page.getByRole('alert').getByText('GitHub refuses this').waitFor()
  await become('Chen Wei')
  await page.getByLabel('A review by Chen Wei').fill('The evidence holds.')
  await look('6-pull')
  await button('Approve').click()
  await page.getByText('The evidence holds.').waitFor()
  await page.locator('.state.merged').waitFor()
  await look('7-merged')

  await go('/kedge?as=ana&channel=approvals')
  await line.fill('/kedge status flight')
  await button('1 hour').click()
  await page.getByText('1.0.0 runs').first().waitFor()
  await expect.poll(() => line.inputValue()).toBe('/kedge status flight')
  await look('8-runs')
  for (let week = 0; week < 3; week++) await button('1 week').click()
  await page.getByRole('link', { name: /flight-ops/ }).click()
  await page.getByText('Recovered').first().waitFor()
  await look('9-recovered')

  await page.getByLabel(/^Say something/).fill('/kedge path flight-delay')
  await page.keyboard.press('Enter')
  await page.locator('article.private:not(.typed)', { hasText: 'flight-delay' }).last().waitFor()
  await button('App Home').click()
  await page.locator('.home').waitFor()
  await look('10-home')
  await page.getByRole('link', { name: 'Pull requests' }).click()
  await page.getByText('merged').waitFor()
  await look('11-pulls')
}

async function walkIn(
  door: VisitorsDoor,
  { name, width, height, dark }: { name: string; width: number; height: number; dark: boolean },
): Promise<Walk> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light' })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const wrong: string[] = []
  page.on('console', said => void (said.type() === 'error' && wrong.push(`console: ${said.text()}`)))
  page.on('pageerror', error => void wrong.push(`error: ${error}`))
  page.on('response', r => void (r.status() >= 400 && wrong.push(`${r.status()} ${r.url()}`)))
  return {
    page,
    wrong,
    go: async path => void (await page.goto(door.url + path)),
    become: async who => {
      await page.getByLabel('You are').selectOption({ label: who })
      await page.getByRole('button', { name: 'Switch' }).click()
    },
    // Tall enough that nothing that stays in place lies over it.
    photograph: async (of, what) => {
      await page.setViewportSize({ width, height: 1800 })
      await keep(await of.screenshot(), `${name}-${what}`)
      await page.setViewportSize({ width, height })
    },
    look: async what => {
      await keep(await page.screenshot(), `${name}-${what}`)
      wrong.push(...(await seriousIn(page)).map(it => `${what}: ${it}`))
      const tooWide = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
      if (tooWide > 0) wrong.push(`${what}: ${tooWide} px too wide`)
    },
  }
}

async function keep(picture: Uint8Array, name: string): Promise<void> {
  await writeFile(join(pictures, `${name}.png`), picture)
  const shown = process.env.PICTURES === 'readme' ? README[name] : undefined
  if (shown !== undefined) await writeFile(join(GITHUB, shown), picture)
}

interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

/** What axe-core finds serious or critical. The policy of the page lets no script in, so it comes by the debugger. */
async function seriousIn(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const { violations } = await page.evaluate<{ violations: Violation[] }>('axe.run(document)')
  return violations
    .filter(v => v.impact === 'serious' || v.impact === 'critical')
    .flatMap(v => v.nodes.map(node => `${v.id}: ${node.html.slice(0, 120)} ${node.failureSummary}`))
}

async function visiting(visit: (here: Here, door: VisitorsDoor) => Promise<void>): Promise<void> {
  const here = await stageHere({})
  const { air, clock, watch } = here.stage
  const pass = (hours: number) => letPass(clock, { watch, reconcile: here.bot.reconcile }, hours)
  const house = { slack: air.slack, github: air.github, repository: 'acme/models', clock: { now: clock.now, pass } }
  const door = await openToVisitors(house)
  try {
    await toTheBreach(here.stage)
    clock.set('2001-04-23T09:12:00Z')
    await visit(here, door)
  } finally {
    await door.close()
    await here.close()
  }
}
