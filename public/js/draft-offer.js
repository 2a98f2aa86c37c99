// The line above a form that offers what was not sent: when it was written and how it begins. Older ones stand behind
// a button. `restore` returns what has to make way for the restored one, if anything, which is offered in its turn.
window.draftOffer = function draftOffer(form, drafts, restore) {
  const words = JSON.parse(form.dataset.draft)
  const lines = new Map()
  const box = document.createElement('div')
  const more = button('', () => show(true))
  let isOpen = false
  box.className = 'yellow draft-offer'
  box.setAttribute('role', 'status')
  for (const draft of drafts) add(draft)
  window.addEventListener('storage', ({ key, newValue }) => newValue === null && remove(key))

  function add(draft) {
    const line = document.createElement('p')
    const sentence = document.createElement('span')
    const opening = draftFields.opening(draft.fields)
    sentence.textContent = `${words.found}（${ago(draft.at)}）${opening && `：${opening}`}`
    line.append(
      sentence,
      button(words.restore, () => {
        const replaced = restore(draft)
        remove(draft.key)
        if (replaced) add(replaced)
        focus()
      }),
      button(words.drop, () => {
        draftStore.drop(draft.key)
        remove(draft.key)
        focus()
      }),
    )
    lines.set(draft.key, line)
    show(isOpen)
  }

  function remove(key) {
    lines.get(key)?.remove()
    if (lines.delete(key)) show(isOpen)
  }

  function show(all) {
    isOpen = all
    const shown = [...lines.values()].slice(0, all ? undefined : 1)
    more.textContent = words.more.replace('#', lines.size - shown.length)
    box.replaceChildren(...shown, ...(shown.length < lines.size ? [more] : []))
    if (lines.size === 0) box.remove()
    else if (!box.isConnected) form.prepend(box)
  }

  function focus() {
    const field = form.querySelector('textarea') ?? form.querySelector('input[type=text]')
    field?.focus({ preventScroll: true })
  }

  function ago(at) {
    const minutes = Math.max(0, Math.floor((Date.now() - at) / 60_000))
    const [now, byMinute, byHour, byDay] = words.ago
    if (minutes < 1) return now
    if (minutes < 60) return byMinute.replace('#', minutes)
    if (minutes < 1440) return byHour.replace('#', Math.floor(minutes / 60))
    return byDay.replace('#', Math.floor(minutes / 1440))
  }

  function button(label, act) {
    const made = document.createElement('button')
    made.type = 'button'
    made.className = 'button quiet tiny'
    made.textContent = label
    made.addEventListener('click', act)
    return made
  }
}
