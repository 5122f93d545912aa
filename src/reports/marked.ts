/** A line of a list that begins with a mark of its own needs no other before it. */
export const MARKED = /^[✓○✗~?!–] /
