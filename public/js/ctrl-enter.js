// Ctrl+Enter (or ⌘+Enter) sends the form: data-ctrl-enter on a form. Shows the sentence that says so.
{
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
    const form = event.target.closest('form[data-ctrl-enter]')
    if (!form) return
    event.preventDefault()
    form.requestSubmit(form.querySelector('button:not([name]):not([type=button])'))
  })

  for (const hint of document.querySelectorAll('[data-needs-script]')) hint.hidden = false
}
