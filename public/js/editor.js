// The toolbar over a text field: data-editor on the box around a textarea, its value the labels as JSON; data-without
// names tools that make no sense there. Ctrl+B, I and U (or ⌘) do what they do everywhere.
{
  const marks = { bold: 'b', italic: 'i', underline: 'u', strike: 's' }
  const keys = { b: 'b', i: 'i', u: 'u' }

  for (const box of document.querySelectorAll('[data-editor]')) build(box, box.querySelector('textarea'))

  function build(box, field) {
    const words = JSON.parse(box.dataset.editor)
    const without = (box.dataset.without ?? '').split(' ')
    const around = (before, behind) => () => editorMarks.around(field, before, behind)
    const trays = []
    const bar = document.createElement('div')
    bar.className = 'toolbar'
    bar.setAttribute('role', 'group')
    bar.setAttribute('aria-label', words.toolbar)

    for (const [name, tag] of Object.entries(marks)) add(name, around(`[${tag}]`, `[/${tag}]`))
    addTray('color', (tray) => {
      for (const [color, title] of Object.entries(words.colors)) {
        const button = tool(title, around(`[color=${color}]`, '[/color]'))
        button.className = `hl-${color}`
        tray.append(button)
      }
    })
    addTray('size', (tray) => {
      for (const [size, title] of Object.entries(words.sizes))
        tray.append(tool(title, around(`[size=${size}]`, '[/size]')))
    })
    add('center', around('[align=center]', '[/align]'))
    add('list', () => editorMarks.list(field))
    add('table', () => editorMarks.table(field))
    add('code', around('[code]', '[/code]'))
    add('quote', around('[quote]', '[/quote]'))
    addTray('link', (tray) =>
      ask(tray, words.linkAsk, (address) => {
        if (field.selectionStart === field.selectionEnd) editorMarks.after(field, `[url]${address}[/url]`)
        else around(`[url=${address}]`, '[/url]')()
      }),
    )
    addTray('image', (tray) =>
      ask(tray, words.imageAsk, (address) => editorMarks.after(field, `[img]${address}[/img]`)),
    )
    addTray('smiley', (tray) => {
      for (const [emoji, title] of words.smilies) {
        const button = tool(emoji, () => editorMarks.after(field, emoji))
        button.title = title
        button.setAttribute('aria-label', title)
        tray.append(button)
      }
    })
    field.before(bar, ...trays)

    field.addEventListener('keydown', (event) => {
      const tag = keys[event.key.toLowerCase()]
      if (!tag || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      around(`[${tag}]`, `[/${tag}]`)()
    })

    function add(name, act) {
      if (without.includes(name)) return
      const button = tool(words[name], act)
      if (keys[marks[name]]) button.title = `Ctrl+${marks[name].toUpperCase()}`
      bar.append(button)
    }

    function addTray(name, fill) {
      const opener = tool(words[name])
      const tray = editorTrays.make(name, opener)
      fill(tray)
      // Several smilies in a row with Shift.
      tray.addEventListener('click', (event) => {
        if (event.target.closest('button') && !event.shiftKey) editorTrays.close()
      })
      bar.append(opener)
      trays.push(tray)
    }

    /** A field for an address; no form of its own, as it stands in one. */
    function ask(tray, question, use) {
      const label = document.createElement('label')
      const input = document.createElement('input')
      input.type = 'text'
      input.inputMode = 'url'
      input.placeholder = 'https://'
      input.autocomplete = 'off'
      label.append(question, ' ', input)
      const insert = tool(words.insert, () => {
        const address = editorMarks.address(input.value)
        leave()
        if (address) use(address)
      })
      const leave = () => {
        input.value = ''
        field.focus()
      }
      input.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' || event.isComposing) return
        event.preventDefault()
        event.stopPropagation()
        insert.click()
      })
      tray.append(label, insert, tool(words.cancel, leave))
    }
  }

  function tool(label, act) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = label
    if (act) button.addEventListener('click', act)
    return button
  }
}
