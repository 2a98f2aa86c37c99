// A picture in a post that can't be had says so, with its address: data-broken-image on the script, the words before it.
{
  const words = document.querySelector('script[data-broken-image]')?.dataset.brokenImage

  // An error does not bubble, so it is caught on its way down.
  document.addEventListener('error', (event) => replace(event.target), true)
  for (const image of document.querySelectorAll('img.bb-image')) {
    if (image.complete && image.naturalWidth === 0 && image.currentSrc) replace(image)
  }

  function replace(image) {
    if (!words || !(image instanceof HTMLImageElement) || !image.matches('.bb-image')) return
    const said = document.createElement('span')
    said.className = 'broken-image'
    said.textContent = words + image.src
    image.replaceWith(said)
  }
}
