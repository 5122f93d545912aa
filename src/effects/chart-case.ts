import { digestOf } from '../core/canonical.ts'
import { type Case, through } from '../core/case.ts'
import { happened } from '../core/event.ts'
import { caseChartOf } from '../flows/case-evidence.ts'
import { showCase } from '../flows/jobs.ts'
import { effect } from '../flows/outcome.ts'
import { caseOf } from '../flows/standing.ts'
import { cut, line } from '../reports/clean.ts'
import { says } from '../words/says.ts'

/** A chart uploaded twice is a file nobody sees: only the one in the event gets into the card. */
export default effect({
  name: 'chart-case',
  summary: says.effectSummaries.chartCase,
  async run(world, job) {
    const jobs = [showCase(job.subject)]
    const standing = await caseOf(world.store, job.subject)
    if (standing?.it.held) return {}
    const upTo = standing && through(standing.it)
    const chart = standing && (await caseChartOf(world, standing.it))
    if (!standing || !chart || upTo === undefined) return { jobs }
    const drawn = digestOf(JSON.stringify(chart.spec))
    if (isDrawn(standing.it, upTo, drawn)) return { jobs }
    const png = await world.see.draw(chart.spec)
    const { file } = await world.do.uploadPicture({
      png,
      name: `${standing.it.model}.png`,
      title: cut(line(chart.alt), 80),
      alt: chart.alt,
    })
    return {
      jobs,
      facts: [
        {
          subject: job.subject,
          events: [happened('case.charted', 'kedge', { file, through: upTo, drawn, alt: chart.alt })],
        },
      ],
    }
  },
})

/** Readings that are corrected make another picture up to the same moment; of one from before that was kept, nobody knows. */
function isDrawn({ chart }: Case, upTo: string, drawn: string): boolean {
  return chart?.through === upTo && (chart.drawn ?? drawn) === drawn
}
