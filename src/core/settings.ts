/** One environment variable, and what it must look like. */
export interface Setting {
  readonly looks?: RegExp
  readonly example?: string
  readonly fallback?: string
  readonly optional?: true
  readonly secret?: true
}

/** Everything the deployment says. Secrets and hosts are here and nowhere in the repository. */
export const SETTINGS = {
  KEDGE_GITHUB_REPOSITORY: { looks: /^[\w.-]+\/[\w.-]+$/, example: 'acme/models' },
  KEDGE_GITHUB_APP_ID: { looks: /^\d+$/, example: '123456' },
  KEDGE_GITHUB_PRIVATE_KEY: {
    looks: /^(-----BEGIN|\/|\.|[\w-]+\/|[\w.-]+\.pem$)/,
    example: './kedge.private-key.pem',
    secret: true,
  },
  KEDGE_GITHUB_WEBHOOK_SECRET: { looks: /^.{8,}$/, optional: true, secret: true },
  KEDGE_GITHUB_URL: { looks: /^https?:\/\/[^\s]+$/, fallback: 'https://api.github.com' },
  KEDGE_GITHUB_BRANCH: { looks: /^[\w./-]+$/, fallback: 'main' },
  KEDGE_SLACK_APP_ID: { looks: /^A[A-Z0-9]{2,}$/, example: 'A0123ABCD' },
  KEDGE_SLACK_TEAM_ID: { looks: /^[TE][A-Z0-9]{2,}$/, example: 'T0123ABCD' },
  KEDGE_SLACK_BOT_TOKEN: { looks: /^xoxb-/, example: 'xoxb-…', secret: true },
  KEDGE_SLACK_APP_TOKEN: { looks: /^xapp-/, optional: true, secret: true },
  KEDGE_SLACK_SIGNING_SECRET: { looks: /^\S{8,}$/, optional: true, secret: true },
  KEDGE_SLACK_API_URL: { looks: /^https?:\/\/[^\s]+\/$/, fallback: 'https://slack.com/api/' },
  KEDGE_CONNECTIONS: { fallback: 'connections.yaml' },
  KEDGE_DATA: { fallback: '.kedge' },
  KEDGE_INBOX_MAX: { looks: /^[1-9]\d{0,6}$/, fallback: '10000' },
  KEDGE_API_SECRET: { looks: /^\S{32,}$/, optional: true, secret: true },
  KEDGE_API_OWNER: { looks: /^[a-z][a-z0-9-]*$/, optional: true },
  KEDGE_METRICS_TOKEN: { looks: /^[\w.~+/=-]{24,}$/, optional: true, secret: true },
  KEDGE_PORT: { looks: /^(\d{1,4}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5])$/, fallback: '3000' },
  KEDGE_HOST: { looks: /^[\w.:-]+$/, fallback: '0.0.0.0' },
} as const satisfies Readonly<Record<string, Setting>>
export type SettingName = keyof typeof SETTINGS
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[]

export type Settings = {
  readonly [K in SettingName]: (typeof SETTINGS)[K] extends { optional: true } ? string | undefined : string
}
