import { command } from '../flows/command.ts'
import { openRegister } from '../flows/register-form.ts'
import { sentence } from '../reports/sentence.ts'
import { says } from '../words/says.ts'

export default command({
  name: 'register',
  usage: '',
  summary: says.commandSummaries.register,
  form: ({ repository, channel }) => openRegister(repository, channel),
  run: async () => sentence(says.commandRegister.form),
})
