// What the editor's tools do with the text of a field and its selection.
window.editorMarks = (() => {
  return { around, after, list, table, address }

  /** Puts marks around the selection; through execCommand where it works, so that undo still does. */
  function around(field, before, behind) {
    const { selectionStart: start, selectionEnd: end, value } = field
    const inside = value.slice(start, end)
    field.focus()
    if (!document.execCommand('insertText', false, before + inside + behind)) {
      field.setRangeText(before + inside + behind, start, end)
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
    field.setSelectionRange(start + before.length, start + before.length + inside.length)
  }

  /** Puts text behind the selection and leaves the cursor behind the text. */
  function after(field, text) {
    field.setSelectionRange(field.selectionEnd, field.selectionEnd)
    around(field, text, '')
  }

  /** Makes each selected line an item. */
  function list(field) {
    const lines = selected(field).split('\n')
    put(field, '[list]\n[*]', lines.join('\n[*]'), '\n[/list]')
  }

  /** Makes each selected line a row, its cells between tabs or bars; without a selection two rows of two. */
  function table(field) {
    const lines = (selected(field) || '|\n|').split('\n')
    const rows = lines.map((line) => `[tr][td]${line.split(/\t|\|/).join('[/td][td]')}[/td][/tr]`)
    put(field, '[table]\n', rows.join('\n'), '\n[/table]')
    const first = '[table]\n[tr][td]'.length - '[table]\n'.length
    if (rows.join('').includes('[td][/td]'))
      field.setSelectionRange(field.selectionStart + first, field.selectionStart + first)
  }

  /** An address as it was typed or pasted, with one scheme, and brackets that would end the tag written otherwise. */
  function address(text) {
    const [, scheme = 'https://', rest] = /^(?:https?:\/\/)*?(https?:\/\/)?((?!https?:\/\/).*)$/is.exec(
      text.trim(),
    )
    return rest && scheme + rest.replaceAll('[', '%5B').replaceAll(']', '%5D')
  }

  function selected({ value, selectionStart, selectionEnd }) {
    return value.slice(selectionStart, selectionEnd)
  }

  function put(field, before, text, behind) {
    const { selectionStart: start, selectionEnd: end } = field
    field.focus()
    if (!document.execCommand('insertText', false, before + text + behind)) {
      field.setRangeText(before + text + behind, start, end)
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
    field.setSelectionRange(start + before.length, start + before.length + text.length)
  }
})()
