import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { messageText } from '../../src/stand-ins/slack-text.ts'
import { opened, REASON, type Scenario, scenario } from './world.ts'

let it: Scenario
beforeAll(async () => {
  it = await scenario({ shared: true, guests: ['eli'] })
  await it.watch()
  it.clock.set('2001-04-17T14:00:00Z')
})
afterAll(() => it.close())

const GOOD = { name: 'Crew delay', useCase: 'passenger-notices', tier: 'low', business: 'mara', technical: 'dana' }

describe('[C7] /kedge register', () => {
  test('opens a form of eight questions, with what there is to choose and what is meant by default', async () => {
    await it.says('dana', 'flight-ops', '/kedge register')
    const form = await opened(() => it.person('dana').modal())
    expect(messageText(form.blocks)).toMatchInlineSnapshot(`
      "One file of models/ is made of it, in a pull request that others approve.
      What is it called? ____________________
      What is it used for? [ Choose one ▾ ]
      How much harm can it do? [ Choose one ▾ ]
      Who answers for its use? [ Choose one ▾ ]
      Who answers for the model itself? [ Choose one ▾ ]
      Which version is to run? 1.0.0____________________
      When does it answer? [ batch ▾ ]
      What is it made with: python, r, excel, llm …? ____________________"
    `)
  })

  test('tells bad answers beside their inputs, all at once, keeps the form open and asks nothing', async () => {
    const dana = it.person('dana')
    await dana.submit({ ...GOOD, name: 'Flight delay', version: 'a b', type: 'Python 3' })
    expect(dana.modal()?.errors).toMatchInlineSnapshot(`
      {
        "name": "There is models/flight-delay.yaml already. fix: choose another name",
        "type": ""Python 3" is no word for a type. fix: say one such as python, r, excel or llm",
        "version": ""a b" cannot be the name of a version. fix: use letters, digits, dots, pluses and dashes",
      }
    `)
    expect(await it.pull()).toBeUndefined()
  })

  test('asks for the model once they are good, and a second one of this name is refused at its input', async () => {
    const asks = async (who: string) => {
      const before = it.whispers(who).length
      await it.person(who).submit({ ...GOOD, version: '1.0.0', type: 'python' })
      await it.settle()
      return it.whispers(who).slice(before).join('\n')
    }
    expect(await asks('dana')).toMatch(/^Asked: Register crew-delay/)
    expect((await it.pull()).head.ref).toMatch(/^kedge\/register-crew-delay-/)
    await it.says('ana', 'flight-ops', '/kedge register')
    await opened(() => it.person('ana').modal())
    expect(await asks('ana')).toBe('')
    expect(it.person('ana').modal()?.errors).toEqual({
      name: 'To register crew-delay was asked for already, in pull request #1. fix: say another name, or wait until that is decided',
    })
    await it.person('ana').dismiss()
  })

  test('is nothing for a guest', async () => {
    expect(await it.says('eli', 'flight-ops', '/kedge register')).toContain('Guests of the workspace never count')
    expect(it.person('eli').modal()).toBeUndefined()
  })
})

describe('[C7] the card of a case', () => {
  test('has a button that asks why to train it anew, and asks for that', async () => {
    expect(await it.presses('ana', 'Retrain', 'flight-ops')).toMatchInlineSnapshot(`
      "Flight delay forecast: one more request under retraining.requests of its file.
      Why? ____________________"
    `)
    expect(await it.submits('ana', REASON)).toMatch(/^Asked: Train flight-delay anew/)
    const [ask] = await it.events('change')
    expect(ask).toMatchObject({ by: 'ana', body: { kind: 'retrain', door: 'slack', reason: REASON } })
  })
})
