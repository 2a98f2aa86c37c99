// Keeps what is being written: data-draft on a form, its value the words as JSON. What was not sent is offered whenever
// it differs from what stands in the form, and nothing takes its place as long as it is neither restored nor dropped:
// each page keeps its own draft, by the one-time id of its form.
{
  for (const form of document.querySelectorAll('form[data-draft]')) keep(form)

  function keep(form) {
    const { formId, _draft, version } = form.elements
    const place = form.getAttribute('action')
    const key = draftStore.keyOf(place, (formId ?? _draft).value)
    // A form with a one-time id is for something new; the others change what is there.
    const isNew = Boolean(formId)
    let timer = 0

    draftOffer(form, unsent(), restore)
    form.addEventListener('input', (event) => {
      if (!event.target.name) return
      clearTimeout(timer)
      timer = setTimeout(save, 400)
    })
    form.addEventListener('submit', (event) => {
      save()
      if (event.defaultPrevented || event.submitter?.name === 'preview') return
      // Whatever says the same goes with it. The next letter makes it a draft again that was not sent.
      const sent = text(draftFields.typed(form))
      for (const draft of draftStore.of(place).filter(({ fields }) => text(fields) === sent))
        draftStore.save(draft.key, { ...draft, sentAs: (formId ?? _draft).value })
    })
    for (const leaving of ['pagehide', 'visibilitychange'])
      window.addEventListener(leaving, () => timer && save())

    function save() {
      clearTimeout(timer)
      timer = 0
      const fields = draftFields.typed(form)
      if (!isNew || !draftFields.isBlank(fields))
        return draftStore.save(key, { fields, version: version?.value })
      draftStore.drop(key)
      return true
    }

    function unsent() {
      const present = text(draftFields.typed(form))
      return draftStore.of(place).flatMap((draft) => {
        const isOwn = draft.key === key
        // An older draft of this very form makes way, so that typing does not replace it.
        if (text(draft.fields) !== present) return [isOwn ? (aside(draft) ?? draft) : draft]
        // The server holds the same: it stands like this, or is kept for its writer.
        if (!isNew && !isOwn) draftStore.drop(draft.key)
        return []
      })
    }

    /** Moves this form's draft to a place of its own; null when there is no room. */
    function aside(draft) {
      const moved = { ...draft, sentAs: undefined, key: `${key}.${Date.now().toString(36)}` }
      if (!draftStore.save(moved.key, moved)) return null
      draftStore.drop(key)
      return moved
    }

    /** Returns what had to make way for the draft, or null. */
    function restore(draft) {
      const before = draftFields.typed(form)
      const isTyped = text(before) !== text(draftFields.given(form))
      const replaced =
        isTyped && !isNew ? aside({ fields: before, version: version?.value, at: Date.now() }) : null
      // Sent again as what it was: a server that has it already finds it.
      if (isNew && draftFields.isBlank(before)) formId.value = draft.sentAs ?? idOf(draft)
      if (version && draft.version) version.value = draft.version
      draftFields.fill(form, draft.fields, isNew)
      if (save() && draft.key !== key) draftStore.drop(draft.key)
      return replaced
    }
  }

  function idOf({ key }) {
    return key.split(' ').at(-1).split('.')[0]
  }

  function text(fields) {
    return JSON.stringify(fields)
  }
}
