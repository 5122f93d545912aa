/** How a change came into force another way than it was decided. Of one that is `unread` nobody knows what it holds. */
export type PastGate =
  | 'moved'
  | 'denied'
  | 'withdrawn'
  | 'reopened'
  | 'undone'
  | 'altered'
  | 'untold'
  | 'by-passed'
  | 'unread'
