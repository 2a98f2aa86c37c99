// Keeps what is being written: data-draft on a form with one textarea. The draft stays in this browser, per address,
// is offered again when the field is empty, never written over what the server filled in, and dropped a page after
// the form was sent and did not come back.
{
  const prefix = 'louzhu-draft:'
  const sentKey = 'louzhu-sent'
  const keptFor = 30 * 24 * 3600 * 1000 // milliseconds
  const store = open()
  const form = document.querySelector('form[data-draft]')

  if (store) {
    forgetSent()
    forgetOld()
    if (form) keep(form, form.querySelector('textarea:not([readonly])'))
  }

  function keep(form, field) {
    const key = prefix + (form.getAttribute('action') || location.pathname)
    const draft = read(key)
    if (draft && field.value.trim() === '') offer(field, key, draft.text)
    let timer = 0
    field.addEventListener('input', () => {
      clearTimeout(timer)
      timer = setTimeout(() => save(key, field.value), 500)
    })
    form.addEventListener('submit', (event) => {
      clearTimeout(timer)
      save(key, field.value)
      if (event.submitter?.name !== 'preview') store.setItem(sentKey, key)
    })
  }

  /** A form that failed comes back with its text and the same address; anything else means it went through. */
  function forgetSent() {
    const key = store.getItem(sentKey)
    if (!key) return
    store.removeItem(sentKey)
    const cameBack =
      form && prefix + form.getAttribute('action') === key && document.querySelector('[role=alert]')
    const signIn = document.querySelector('input[type=password]')
    if (!cameBack && !signIn && !document.querySelector('.error-page')) store.removeItem(key)
  }

  function offer(field, key, text) {
    const box = field.closest('[data-editor]')
    const words = JSON.parse(box.dataset.editor)
    const line = document.createElement('p')
    line.className = 'yellow draft-offer'
    line.setAttribute('role', 'status')
    const sentence = document.createElement('span')
    sentence.textContent = words.draftFound
    line.append(
      sentence,
      button(words.draftRestore, () => {
        field.value = field.value ? `${text}\n${field.value}` : text
        line.remove()
        field.focus()
      }),
      button(words.draftDrop, () => {
        store.removeItem(key)
        line.remove()
        field.focus()
      }),
    )
    box.prepend(line)
  }

  function button(label, act) {
    const made = document.createElement('button')
    made.type = 'button'
    made.className = 'button quiet tiny'
    made.textContent = label
    made.addEventListener('click', act)
    return made
  }

  function save(key, text) {
    try {
      if (text.trim() === '') store.removeItem(key)
      else store.setItem(key, JSON.stringify({ text, at: Date.now() }))
    } catch {
      // the browser's store is full or forbidden: writing goes on without a draft
    }
  }

  function read(key) {
    try {
      return JSON.parse(store.getItem(key))
    } catch {
      return null
    }
  }

  function forgetOld() {
    for (const key of Object.keys(store)) {
      if (key.startsWith(prefix) && !(read(key)?.at > Date.now() - keptFor)) store.removeItem(key)
    }
  }

  function open() {
    try {
      return window.localStorage
    } catch {
      return null
    }
  }
}
