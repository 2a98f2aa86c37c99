import { expect, it } from 'vitest'
import { deviceName } from '../../src/pages/accounts/session-device.js'

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

it.each([
  [`Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/139.0.0.0 Safari/537.36`, 'Chrome · Linux'],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/139.0 Safari/537.36 Edg/139.0`,
    'Edge · Windows',
  ],
  ['Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · Windows'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15',
    'Safari · macOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.60',
    '微信 · iPhone',
  ],
  [
    `Mozilla/5.0 (Linux; U; Android 14) ${webkit} Version/4.0 Chrome/109.0 MQQBrowser/15.1 Mobile Safari/537.36`,
    'QQ浏览器 · Android',
  ],
  ['curl/8.5.0', 'curl/8.5.0'],
])('%s is shown as %s', (userAgent, name) => expect(deviceName(userAgent)).toBe(name))

it('Nothing is nothing', () => expect(deviceName('')).toBeNull())
