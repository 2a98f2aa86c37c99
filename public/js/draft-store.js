// The drafts that this browser holds, each by its member, form and one-time id:
// "louzhu-draft:MEMBER /threads/9/posts ID" → { fields, at, sentAs, version }. One goes only when the server names
// (data-sent) the form it was sent as; or when its writer says so, after 30 days, or to make room for newer ones.
window.draftStore = (() => {
  const prefix = 'louzhu-draft:'
  const keptFor = 30 * 24 * 3600 * 1000 // milliseconds
  const most = 50
  const member = document.documentElement.dataset.member
  const store = open()

  dropSent()
  dropAll(all().filter(({ at }) => !(at > Date.now() - keptFor)))
  return { of, keyOf, save, drop }

  /** The drafts of the page's reader for the form at `place`, newest first. */
  function of(place) {
    return all()
      .filter(({ key, fields }) => fields && key.startsWith(keyOf(place, '')))
      .sort((one, other) => other.at - one.at)
  }

  function keyOf(place, id) {
    return `${prefix}${member} ${place} ${id}`
  }

  /** Stores a draft, in the place of the oldest ones when the store is full; false when it can't be stored. */
  function save(key, { fields, version, sentAs, at = Date.now() }) {
    const others = all().filter((other) => other.key !== key)
    others.sort((one, other) => one.at - other.at)
    dropAll(others.splice(0, others.length - most + 1))
    const text = JSON.stringify({ fields, version, sentAs, at })
    for (;;) {
      try {
        store.setItem(key, text)
        return true
      } catch {
        if (!store || others.length === 0) return false
        drop(others.shift().key)
      }
    }
  }

  function drop(key) {
    try {
      store.removeItem(key)
    } catch {
      // forbidden meanwhile: there is nothing to drop
    }
  }

  function dropAll(drafts) {
    for (const { key } of drafts) drop(key)
  }

  /** A page found again in the browser's history says what was true when it came. */
  function dropSent() {
    const { sent } = document.documentElement.dataset
    const [visit] = performance.getEntriesByType('navigation')
    if (!sent || visit?.type === 'back_forward') return
    dropAll(all().filter(({ sentAs }) => sent.split('.').includes(sentAs)))
  }

  function all() {
    try {
      return Object.keys(store)
        .filter((key) => key.startsWith(prefix))
        .map(read)
    } catch {
      return []
    }
  }

  function read(key) {
    try {
      return { ...JSON.parse(store.getItem(key)), key }
    } catch {
      return { key }
    }
  }

  function open() {
    try {
      return window.localStorage
    } catch {
      return null
    }
  }
})()
