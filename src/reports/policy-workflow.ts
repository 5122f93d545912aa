/** Where the action is taken from. A fork of Kedge changes this line. */
export const KEDGE_REPOSITORY = 'kedge-project/kedge'

const CHECKOUT = 'actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0'

/** `.github/workflows/policy.yml` of a customer: ten lines, with the commit of Kedge that is to judge. */
export function policyWorkflow(commit: string): string {
  return `on: pull_request
permissions: {}
jobs:
  policy:
    runs-on: ubuntu-24.04
    permissions: { contents: read }
    steps:
      - uses: ${CHECKOUT}
        with: { fetch-depth: 0, persist-credentials: false }
      - uses: ${KEDGE_REPOSITORY}/.github/actions/policy@${commit}
`
}
