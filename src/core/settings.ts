/** One environment variable: what it is, where to get it, and what it must look like. */
export interface Setting {
  readonly about: string
  readonly where: string
  readonly looks?: RegExp
  /** What `looks` asks for, in words. */
  readonly shape?: string
  readonly example?: string
  readonly fallback?: string
  readonly optional?: true
  readonly secret?: true
}

/** Everything the deployment says. Secrets and hosts are here and nowhere in the repository. */
export const SETTINGS = {
  KEDGE_GITHUB_REPOSITORY: {
    about: 'The policy repository, with models/ and policies/.',
    where: 'its address on GitHub',
    looks: /^[\w.-]+\/[\w.-]+$/,
    shape: 'owner/name',
    example: 'acme/models',
  },
  KEDGE_GITHUB_APP_ID: {
    about: 'The GitHub App Kedge acts as.',
    where:
      'Settings → Developer settings → GitHub Apps → your App → App ID (`kedge manifest github` prints what it needs)',
    looks: /^\d+$/,
    shape: 'a number',
    example: '123456',
  },
  KEDGE_GITHUB_PRIVATE_KEY: {
    about: 'The App’s private key: the PEM text, or the path of the file.',
    where: 'the App’s page → Private keys → Generate',
    looks: /^(-----BEGIN|\/|\.|[\w-]+\/|[\w.-]+\.pem$)/,
    shape: 'the text of a PEM file, or the path of one',
    example: './kedge.private-key.pem',
    secret: true,
  },
  KEDGE_GITHUB_WEBHOOK_SECRET: {
    about: 'The secret GitHub signs webhooks with. Without it no webhook is taken, and everything is found by asking.',
    where: 'the App’s page → Webhook → Secret',
    looks: /^.{8,}$/,
    shape: 'at least 8 characters',
    optional: true,
    secret: true,
  },
  KEDGE_GITHUB_URL: {
    about:
      'GitHub’s API: https://api.github.com, https://HOST/api/v3 (Enterprise Server) or https://api.SUBDOMAIN.ghe.com.',
    where: 'your GitHub administrator',
    looks: /^https?:\/\/[^\s]+$/,
    shape: 'an address',
    fallback: 'https://api.github.com',
  },
  KEDGE_GITHUB_BRANCH: {
    about: 'The branch whose files are in force.',
    where: 'the policy repository; it is its default branch',
    looks: /^[\w./-]+$/,
    shape: 'the name of a branch',
    fallback: 'main',
  },
  KEDGE_SLACK_APP_ID: {
    about: 'The Slack app; what is meant for another is dropped.',
    where: 'api.slack.com/apps → your app → Basic Information → App ID',
    looks: /^A[A-Z0-9]{2,}$/,
    shape: 'A and capitals or digits',
    example: 'A0123ABCD',
  },
  KEDGE_SLACK_TEAM_ID: {
    about: 'The workspace (or organisation) the app is installed in; what comes from another is dropped.',
    where: 'the address of Slack in a browser: app.slack.com/client/T…',
    looks: /^[TE][A-Z0-9]{2,}$/,
    shape: 'T (or E) and capitals or digits',
    example: 'T0123ABCD',
  },
  KEDGE_SLACK_BOT_TOKEN: {
    about: 'The token of the Slack app’s bot.',
    where:
      'api.slack.com/apps → your app → OAuth & Permissions → Bot User OAuth Token (`kedge manifest slack` prints the manifest)',
    looks: /^xoxb-/,
    shape: 'a bot token, xoxb-…',
    example: 'xoxb-…',
    secret: true,
  },
  KEDGE_SLACK_APP_TOKEN: {
    about:
      'For Socket Mode, which needs no way in from outside: the app-level token with connections:write. Else set the signing secret.',
    where: 'api.slack.com/apps → your app → Basic Information → App-Level Tokens',
    looks: /^xapp-/,
    shape: 'an app-level token, xapp-…',
    optional: true,
    secret: true,
  },
  KEDGE_SLACK_SIGNING_SECRET: {
    about: 'For HTTP: the secret Slack signs requests with.',
    where: 'api.slack.com/apps → your app → Basic Information → Signing Secret',
    looks: /^\S{8,}$/,
    shape: 'at least 8 characters and no space',
    optional: true,
    secret: true,
  },
  KEDGE_SLACK_API_URL: {
    about: 'Slack’s Web API.',
    where: 'only for a stand-in',
    looks: /^https?:\/\/[^\s]+\/$/,
    shape: 'an address that ends in /',
    fallback: 'https://slack.com/api/',
  },
  KEDGE_CONNECTIONS: {
    about:
      'The file that says what each connection is: YAML, `name: { type: duckdb, folder: … }`; the other types are `postgres`, `prometheus`, `http-json`, `mlflow`, `webhook` and `push`.',
    where: 'a file of your deployment, not of the repository',
    fallback: 'connections.yaml',
  },
  KEDGE_DATA: { about: 'The folder of the database.', where: 'a disk that is kept and backed up', fallback: '.kedge' },
  KEDGE_INBOX_MAX: {
    about:
      'How many messages of people may wait, and as many of GitHub’s; what comes then is refused (503), and comes again.',
    where: 'your choice',
    looks: /^[1-9]\d{0,6}$/,
    shape: 'a number from 1 to 9999999',
    fallback: '10000',
  },
  KEDGE_API_SECRET: {
    about: 'What registries and pipelines sign new versions with. Without it none is taken.',
    where: '`openssl rand -hex 32`; give the same to whoever registers versions',
    looks: /^\S{32,}$/,
    shape: 'at least 32 characters and no space',
    optional: true,
    secret: true,
  },
  KEDGE_API_OWNER: {
    about: 'Who asks for what that secret signs, and so never approves it.',
    where: 'a key of the people policy',
    looks: /^[a-z][a-z0-9-]*$/,
    shape: 'lower case, digits and dashes',
    optional: true,
  },
  KEDGE_METRICS_TOKEN: {
    about: 'What Prometheus sends to read /metrics. Without it there is nothing there.',
    where: '`openssl rand -hex 32`; give the same to Prometheus, as `authorization: { credentials: … }`',
    looks: /^[\w.~+/=-]{24,}$/,
    shape: 'at least 24 letters or digits',
    optional: true,
    secret: true,
  },
  KEDGE_PORT: {
    about: 'The port for webhooks, Slack over HTTP, /healthz, /readyz and /metrics.',
    where: 'your choice',
    looks: /^(\d{1,4}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5])$/,
    shape: 'a number from 0 (any free one) to 65535',
    fallback: '3000',
  },
  KEDGE_HOST: {
    about: 'The address it listens on; 127.0.0.1 behind a proxy on the same machine.',
    where: 'your choice',
    looks: /^[\w.:-]+$/,
    shape: 'a name or an address of this machine',
    fallback: '0.0.0.0',
  },
} as const satisfies Readonly<Record<string, Setting>>
export type SettingName = keyof typeof SETTINGS

export type Settings = {
  readonly [K in SettingName]: (typeof SETTINGS)[K] extends { optional: true } ? string | undefined : string
}
