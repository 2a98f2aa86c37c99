// Says how much may still be written, from nine tenths of the limit on, and lets nothing be sent that is too long:
// data-max on a field, in characters as people count them; data-count holds the words.
{
  const LONGEST_FORM = 1_000_000 // bytes as a form sends them; the server takes a little more

  for (const field of document.querySelectorAll('[data-max]')) watch(field)

  function watch(field) {
    const max = Number(field.dataset.max)
    const [left, over, tooLong, tooLarge] = field.dataset.count.split('|')
    const line = document.createElement('span')
    line.className = 'field-count num'
    line.setAttribute('aria-live', 'polite')
    const box = field.closest('.field')
    ;(box.querySelector('.field-hint') ?? box.querySelector('label')).append(line)
    field.addEventListener('input', count)
    count()

    function count() {
      const rest = max - lengthOf(field)
      line.textContent = rest < 0 ? over.replace('#', -rest) : rest <= max / 10 ? left.replace('#', rest) : ''
      line.classList.toggle('over', rest < 0)
      const isTooLarge = rest >= 0 && sentBytes(field.value) > LONGEST_FORM
      field.setCustomValidity(rest < 0 ? tooLong.replace('#', -rest) : isTooLarge ? tooLarge : '')
    }
  }

  /** A line break counts once; the edges of a line of its own don't. Far from the limit any figure will do. */
  function lengthOf({ value, type, dataset }) {
    if (value.length < dataset.max * 0.8) return value.length
    const text = type === 'textarea' ? value : value.normalize().trim()
    return [...text].length
  }

  function sentBytes(value) {
    if (value.length * 12 < LONGEST_FORM) return 0
    return new URLSearchParams([['', value.replaceAll('\n', '\r\n')]]).toString().length
  }
}
