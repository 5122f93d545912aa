import { expect, test } from 'vitest'
import help from '../../src/commands/help.ts'
import type { Asked } from '../../src/flows/command.ts'
import { plain } from '../../src/reports/plain.ts'

const all = [
  { name: 'help', usage: '[<word>]', summary: 'What Kedge understands.' },
  { name: 'rollback', usage: '<model> to <version> because <reason...>', summary: 'Ask to go back.' },
]
const said = async (word?: string) => {
  const asked = { all, args: word === undefined ? {} : { word } } as unknown as Asked<{ readonly word?: string }>
  const reply = await help.run(asked)
  return plain('document' in reply ? reply.document : reply, {}, { width: 200 })
}

test('help lists every word with its usage line', async () => {
  expect(await said()).toMatchInlineSnapshot(`
    "┃ • /kedge help [<word>] What Kedge understands.
    ┃ • /kedge rollback <model> to <version> because <reason...> Ask to go back.
    ┃
    ┃ · What stands in brackets may be left out. Only you see an answer; with here it is posted in the channel for all. /kedge alone says what waits on you."
  `)
})

test('help for one word shows that one, in any case of letters', async () => {
  expect(await said('ROLLBACK')).toMatchInlineSnapshot(
    `"┃ • /kedge rollback <model> to <version> because <reason...> Ask to go back."`,
  )
})

test('help for a word that is almost one says which', async () => {
  expect(await said('rolback')).toMatch(/There is no \/kedge rolback\..*\/kedge help rollback/s)
})

test('help for a word that is none says where the list is', async () => {
  expect(await said('banana')).toMatch(/\/kedge help/)
})
