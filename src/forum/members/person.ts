/** A member as a link. */
export interface Person {
  id: number
  name: string
  href: string
}

/** The link to a member's page, or null where nobody is left to name. */
export function person(id: number, name: string): Person
export function person(id: number | null, name: string | null): Person | null
export function person(id: number | null, name: string | null): Person | null {
  return id === null || name === null ? null : { id, name, href: `/members/${id}` }
}

/** A drawn avatar: the first character of the name on one of eight colours. */
export interface Avatar {
  letter: string
  hue: number
}

/** The avatar of a member; the same for the same member everywhere. */
export function avatarOf(id: number, name: string): Avatar {
  const [first = '?'] = name
  return { letter: first.toUpperCase(), hue: id % 8 }
}
