// A second click sends nothing: data-once on a form. The pressed button says what is going on: data-busy. Buttons wake
// up again when the page comes back from history.
{
  const asleep = new Set()

  document.addEventListener('submit', (event) => {
    if (event.defaultPrevented || !event.target.matches('form[data-once]')) return
    if (event.target.dataset.sent) {
      event.preventDefault()
      return
    }
    event.target.dataset.sent = 'yes'
    asleep.add(event.target)
    // after the browser has read the pressed button's name and value
    setTimeout(() => setDisabled(event.target, true))
    say(event.submitter ?? event.target.querySelector('button:not([type=button])'))
    setTimeout(() => wake(event.target), 15_000)
  })

  window.addEventListener('pageshow', () => asleep.forEach(wake))

  function wake(form) {
    delete form.dataset.sent
    setDisabled(form, false)
    for (const button of form.querySelectorAll('[data-idle]')) {
      button.textContent = button.dataset.idle
      delete button.dataset.idle
    }
    asleep.delete(form)
  }

  function say(button) {
    if (!button?.dataset.busy) return
    button.dataset.idle = button.textContent
    button.textContent = button.dataset.busy
  }

  function setDisabled(form, value) {
    for (const button of form.querySelectorAll('button:not([type=button])')) button.disabled = value
  }
}
