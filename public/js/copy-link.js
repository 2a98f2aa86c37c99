// Copies an address: data-copy-link="/posts/9" data-copied="…" on a link or a button (hidden without script).
{
  const canCopy = Boolean(navigator.clipboard)

  for (const button of document.querySelectorAll('button[data-copy-link]')) button.hidden = !canCopy

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
