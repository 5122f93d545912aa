import { policyKinds } from '../policies/index.ts'
import { modelSchema, policySchema } from '../repository/editor-schema.ts'
import type { Files } from './answers.ts'

/** Editors complete and check both folders by schemas that lie beside the files, so that nobody has to be online. */
export function editorFiles(): Files {
  return {
    'models/model.schema.json': modelSchema(),
    'policies/policy.schema.json': policySchema(Object.values(policyKinds)),
    '.vscode/extensions.json': json({ recommendations: ['redhat.vscode-yaml'] }),
    '.vscode/settings.json': json({
      'yaml.schemas': {
        './models/model.schema.json': ['models/*.yaml'],
        './policies/policy.schema.json': ['policies/*.yaml'],
      },
      'yaml.schemaStore.enable': false,
    }),
    '.editorconfig': `root = true

[*]
charset = utf-8
end_of_line = lf
indent_size = 2
indent_style = space
insert_final_newline = true
trim_trailing_whitespace = true
`,
    // What the bot keeps where it runs, and what nobody should commit.
    '.gitignore': '.kedge/\nconnections.yaml\n*.pem\n.env\n',
  }
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
