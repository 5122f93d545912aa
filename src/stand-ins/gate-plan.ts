/** The second model of the airline, as it stands in its repository: with a playbook that asks for a training by itself. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FOLDER = new URL('gate-plan/', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, FOLDER), 'utf8')

/** Its files by their path in the repository. */
export const GATE_PLAN: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(fileURLToPath(FOLDER), { recursive: true, encoding: 'utf8' })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => /\.ya?ml$/.test(path) && !path.startsWith('anew/'))
    .map(path => [path, read(path)]),
)

export const GATE_PLAN_PROFILE = 'models/gate-plan-profile.yaml'

/** What `kedge profile gate-plan` writes of the weeks that 1.1.0 has learnt from. */
export const gatePlanProfiledAnew = () => read('anew/gate-plan-profile.yaml')

/** What whoever trains it registers when the training is over. */
export const GATE_PLAN_ANEW = {
  model: 'gate-plan',
  version: '1.1.0',
  digest: `sha256:${'2'.repeat(64)}`,
  summary: 'Learnt from the weeks in which summer began.',
  commit: 'abcdef1',
  trained: { from: '2001-05-28', to: '2001-06-10', data: 'flights-3m.parquet' },
  gates: { passed: '2001-06-18', evidence: 'Hold-out of 11 to 17 June' },
}
