import { type Pages, pagesOf } from '../core/page.ts'
import { auditFacts } from '../flows/audit-facts.ts'
import { command } from '../flows/command.ts'
import { visible } from '../flows/identity.ts'
import { named } from '../flows/named.ts'
import { readerOf } from '../flows/reader.ts'
import { auditDocument } from '../reports/audit.ts'
import { isOneMessage, noPage } from '../reports/page-words.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'audit',
  usage: '[<model>] [page <page>]',
  summary: says.commandSummaries.audit,
  async run(asked) {
    const { world, repository, who, channel, args } = asked
    const { model, no } = args.model === undefined ? {} : named(asked, args.model)
    if (no) return no
    const models = model ? [model] : visible(repository, who, channel)
    const may = readerOf(repository, who, channel)
    const facts = await auditFacts(world, repository, { may, models, ...(model && { one: model.id }) })
    const now = world.now().toISOString()
    const drawn = (page: Pages) => auditDocument({ facts, page, now, ...(model && { model: model.id }) })
    const page = pagesOf([facts.changes, facts.waivers, facts.reviews, facts.broken], args.page, undefined, one =>
      isOneMessage(drawn(one), repository.people.people),
    )
    return 'asked' in page ? noPage(page) : drawn(page)
  },
})
