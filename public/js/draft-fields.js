// What a person types and chooses in a form, by field: secrets, hidden fields (but whom it answers) and answers to
// questions are no part of it.
window.draftFields = (() => {
  const notTyped = ['hidden', 'password', 'file', 'submit', 'button']
  // Whom a reply answers is nothing that is read, but without it the words would not reach them.
  const besideWords = ['to']
  return { typed, given, isBlank, opening, fill }

  function fieldsOf(form) {
    return [...form.elements].filter(
      ({ name, type, readOnly }) =>
        besideWords.includes(name) || (name && name !== 'answer' && !readOnly && !notTyped.includes(type)),
    )
  }

  function hasMark({ type }) {
    return type === 'radio' || type === 'checkbox'
  }

  /** What stands in the form now: { name: [values] }. */
  function typed(form) {
    return gather(form, (field) => (hasMark(field) ? field.checked : true) && field.value)
  }

  /** What the server put into it. */
  function given(form) {
    return gather(form, (field) => {
      if (hasMark(field)) return field.defaultChecked && field.value
      if (!field.options) return field.defaultValue
      return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value
    })
  }

  function gather(form, valueOf) {
    const values = {}
    for (const field of fieldsOf(form)) {
      values[field.name] ??= []
      const value = valueOf(field)
      if (typeof value === 'string') values[field.name].push(value)
    }
    return values
  }

  /** Whether a form for something new holds nothing that was written. */
  function isBlank(fields) {
    return words(fields).join('').trim() === ''
  }

  function words(fields) {
    return Object.keys(fields).flatMap((name) => (besideWords.includes(name) ? [] : fields[name]))
  }

  /** How the longest of the texts begins. */
  function opening(fields) {
    const longest = words(fields).reduce((one, other) => (other.length > one.length ? other : one), '')
    const letters = whole(longest.trim().slice(0, 1000).replace(/\s+/g, ' '))
    return letters.length > 20 ? `${letters.slice(0, 20).join('')}…` : letters.join('')
  }

  /** Characters as readers see them, a flag or a family being one; where the browser can't tell, code points. */
  function whole(text) {
    if (!Intl.Segmenter) return [...text]
    return Array.from(new Intl.Segmenter('zh').segment(text), ({ segment }) => segment)
  }

  /** Puts values back. With `isAdded` a long text stands before what is there already, and an empty line replaces nothing. */
  function fill(form, fields, isAdded) {
    for (const field of fieldsOf(form)) {
      const values = fields[field.name]
      if (!values) continue
      const [text = ''] = values
      if (hasMark(field)) field.checked = values.includes(field.value)
      else if (!isAdded) field.value = text
      else if (field.type === 'textarea') field.value = joined(text, field.value)
      else field.value = text || field.value
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
  }

  function joined(text, present) {
    if (present.trim() === '' || text.includes(present.trim())) return text
    return text.trim() === '' ? present : text.replace(/\n*$/, '\n\n') + present
  }
})()
