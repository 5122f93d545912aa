import { command } from '../flows/command.ts'
import { openRegister } from '../flows/register-form.ts'
import { sentence } from '../reports/sentence.ts'

export default command({
  name: 'register',
  usage: '',
  summary: 'Ask for a new model: a form with eight questions, and a pull request with its file.',
  form: ({ repository, channel }) => openRegister(repository, channel),
  run: async () =>
    sentence('A form asks eight questions about the new model. The rest is added to its file by pull request.'),
})
