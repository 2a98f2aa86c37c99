// Copies an address: data-copy-link="/posts/9" data-copied="…" on a link, or on a place for a button that says data-label.
{
  const canCopy = Boolean(navigator.clipboard)

  for (const place of canCopy ? document.querySelectorAll('.copy-place') : []) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'linklike'
    button.textContent = place.dataset.label
    place.append(button)
  }

  document.addEventListener('click', (event) => {
    const source = event.target.closest('[data-copy-link]')
    if (!source || !canCopy || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    navigator.clipboard.writeText(new URL(source.dataset.copyLink, location.href).href).then(
      () => say(source.dataset.copied),
      () => source.href && location.assign(source.href),
    )
  })

  function say(text) {
    document.querySelector('.toast')?.remove()
    const toast = document.createElement('p')
    toast.className = 'toast'
    toast.setAttribute('role', 'status')
    document.body.append(toast)
    toast.textContent = text
    setTimeout(() => toast.remove(), 2500)
  }
}
