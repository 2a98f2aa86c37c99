// 回复 and 引用 under a floor fill the reply form of the same page, one quote after another: data-quick-reply on the form.
// What they put there is what the full form would hold; where it can't be had, the link leads to that form.
{
  const form = document.querySelector('form[data-quick-reply]')
  let turn = Promise.resolve()

  if (form) document.addEventListener('click', follow)

  function follow(event) {
    const link = event.target.closest('.post a[href*="/reply?"]')
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
      return
    event.preventDefault()
    const { subject, body, to } = form.elements
    form.scrollIntoView({ block: 'start' })
    body.focus({ preventScroll: true })
    // In the order of the clicks, however long each takes.
    const asked = fullForm(link.href)
    turn = turn.then(async () => {
      const full = await asked
      if (!full) return leadOn(link.href)
      if (full.to) {
        if (saysNoMore(subject.value, full.subject)) subject.value = full.subject
        to.value = full.to
        subject.dispatchEvent(new Event('input', { bubbles: true }))
      }
      if (!full.body) return
      body.setSelectionRange(body.value.length, body.value.length)
      const gap = body.value === '' ? '' : body.value.endsWith('\n') ? '\n' : '\n\n'
      editorMarks.after(body, gap + full.body)
      body.scrollTop = body.scrollHeight
    })
  }

  /** Whether 描述 says no more than whom another 回复 answered (回 2楼(慢半拍)): what somebody wrote there stays. */
  function saysNoMore(text, whom) {
    return text === '' || (text.startsWith(whom.slice(0, 2)) && text.endsWith(whom.slice(-1)))
  }

  function leadOn(href) {
    const line = document.createElement('p')
    line.className = 'yellow'
    line.setAttribute('role', 'status')
    line.textContent = form.dataset.quickReply
    form.prepend(line)
    location.assign(href)
  }

  /** What the full form at `href` holds; null when it can't be had, or holds what was kept from another time. */
  async function fullForm(href) {
    try {
      const answer = await fetch(href)
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const full = page.querySelector(`form[action="${form.getAttribute('action')}"]`).elements
      return answer.ok && !page.querySelector('.kept-line')
        ? { subject: full.subject.value, body: full.body.value, to: full.to?.value ?? '' }
        : null
    } catch {
      return null
    }
  }
}
