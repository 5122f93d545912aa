/** Why nothing is done to a case. */
export const CASE_REASONS = {
  'no-case': {
    says: 'No case of this model is open.',
    fix: '`/kedge status` shows how it stands; a case that was closed wrongly is opened again by `/kedge reopen`.',
  },
  'case-open': {
    says: 'A case of this model is open, and a model has one at a time.',
    fix: 'Go on with that one: `/kedge status` shows how it stands.',
  },
  'not-its-owner': {
    says: 'Only whoever owns a case closes it.',
    fix: 'Take it first: *It’s mine* on its card; or ask {who}.',
  },
  'still-watched': {
    says: 'The rules still watch what broke in this case, so only good readings close it.',
    fix: 'See that it recovers; `/kedge snooze` keeps its reminders silent meanwhile.',
  },
  'change-on-its-way': {
    says: 'What was asked for in this case is still on its way.',
    fix: 'Wait until it runs, or close its pull request first: `/kedge status` names it.',
  },
  'nothing-to-reopen': {
    says: 'Only the last case of a model is opened again, once it is closed, and this is none.',
    fix: '`/kedge history` with its name says what happened to it.',
  },
} as const satisfies Record<string, { says: string; fix: string }>
