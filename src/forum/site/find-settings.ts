import { messages } from '../../i18n/zh-cn.js'
import { Refusal } from '../../refusal.js'
import { nearestWord } from '../../text/nearest-word.js'
import { settingEntries, settingEntry, settingNames, type SettingName } from './settings.js'

/** The setting of this name. Throws a Refusal that says which one may have been meant. */
export function requireSettingName(given: string): SettingName {
  if (Object.hasOwn(settingEntries, given)) return given as SettingName
  const nearest = nearestWord(given, settingNames) ?? settingsAbout(given)[0]
  throw new Refusal('missing', (t) =>
    nearest === undefined
      ? t.settings.unknown(given)
      : t.settings.nearest(given, nearest, t.settings.about[nearest].title),
  )
}

/** The settings that have `word` in their name, title, group, or what else they may be called. */
export function settingsAbout(word: string): SettingName[] {
  return settingNames.filter((name) => {
    const { title, find } = messages.settings.about[name]
    const called = [name, title, messages.settings.groups[settingEntry(name).group], ...find]
    return called.some((each) => folded(each).includes(folded(word)))
  })
}

function folded(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase()
}
