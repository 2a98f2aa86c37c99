// The toolbar over a text field: data-editor on the box around a textarea, its value the labels as JSON.
{
  const colors = ['red', 'orange', 'green', 'blue', 'purple', 'pink']

  for (const box of document.querySelectorAll('[data-editor]')) build(box, box.querySelector('textarea'))

  function build(box, field) {
    const words = JSON.parse(box.dataset.editor)
    const bar = document.createElement('div')
    bar.className = 'toolbar'
    bar.setAttribute('role', 'group')
    bar.setAttribute('aria-label', words.toolbar)

    const colorTray = tray('colors')
    for (const color of colors) {
      const button = tool(words[color], () => around(field, `[color=${color}]`, '[/color]'))
      button.className = `hl-${color}`
      colorTray.append(button)
    }

    const smileyTray = tray('smilies')
    for (const { emoji, title } of words.smilies) {
      const button = tool(emoji, () => insertAfter(field, emoji))
      button.title = title
      button.setAttribute('aria-label', title)
      smileyTray.append(button)
    }

    bar.append(
      tool(words.bold, () => around(field, '[b]', '[/b]')),
      tool(words.italic, () => around(field, '[i]', '[/i]')),
      tool(words.underline, () => around(field, '[u]', '[/u]')),
      opener(words.color, colorTray),
      tool(words.link, () => link(field, words)),
      tool(words.image, () => image(field, words)),
      tool(words.quote, () => around(field, '[quote]', '[/quote]')),
      opener(words.smiley, smileyTray),
    )
    field.before(bar, colorTray, smileyTray)
  }

  function tool(label, act) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = label
    button.addEventListener('click', act)
    return button
  }

  function opener(label, panel) {
    const button = tool(label, () => {
      panel.hidden = !panel.hidden
      button.setAttribute('aria-expanded', String(!panel.hidden))
    })
    button.setAttribute('aria-expanded', 'false')
    return button
  }

  function tray(name) {
    const panel = document.createElement('div')
    panel.className = `tray ${name}`
    panel.hidden = true
    return panel
  }

  function link(field, words) {
    const address = prompt(words.linkAsk, 'https://')
    if (!address || address === 'https://') return
    if (field.selectionStart === field.selectionEnd) around(field, `[url]${address}[/url]`, '')
    else around(field, `[url=${address}]`, '[/url]')
  }

  function image(field, words) {
    const address = prompt(words.imageAsk, 'https://')
    if (address && address !== 'https://') around(field, `[img]${address}[/img]`, '')
  }

  /** Puts text behind the selection and leaves the cursor behind the text. */
  function insertAfter(field, text) {
    field.setSelectionRange(field.selectionEnd, field.selectionEnd)
    around(field, text, '')
  }

  /** Puts marks around the selection; through execCommand where it works, so that undo still does. */
  function around(field, before, after) {
    const { selectionStart: start, selectionEnd: end, value } = field
    const inside = value.slice(start, end)
    field.focus()
    if (!document.execCommand('insertText', false, before + inside + after)) {
      field.setRangeText(before + inside + after, start, end)
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
    field.setSelectionRange(start + before.length, start + before.length + inside.length)
  }
}
