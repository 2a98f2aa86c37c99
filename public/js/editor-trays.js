// What opens below the editor's tools: one at a time, closed by Esc, by a press elsewhere, or when it has done its work.
window.editorTrays = (() => {
  let open = null

  document.addEventListener('pointerdown', (event) => {
    if (open && !open.tray.contains(event.target) && !open.opener.contains(event.target)) close()
  })
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !open || event.isComposing) return
    event.preventDefault()
    open.opener.focus()
    close()
  })
  return { make, close }

  /** Makes a tray that `opener` shows and hides. */
  function make(name, opener) {
    const tray = document.createElement('div')
    tray.className = `tray ${name}`
    tray.setAttribute('role', 'group')
    tray.setAttribute('aria-label', opener.textContent)
    tray.hidden = true
    opener.setAttribute('aria-expanded', 'false')
    opener.addEventListener('click', () => {
      const wasOpen = !tray.hidden
      close()
      if (wasOpen) return
      open = { tray, opener }
      tray.hidden = false
      opener.setAttribute('aria-expanded', 'true')
      tray.querySelector('input')?.focus()
    })
    return tray
  }

  function close() {
    if (!open) return
    open.tray.hidden = true
    open.opener.setAttribute('aria-expanded', 'false')
    open = null
  }
})()
