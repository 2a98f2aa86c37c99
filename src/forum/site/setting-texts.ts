import { messages, type Words } from '../../i18n/zh-cn.js'
import type { SettingWords } from '../../i18n/setting-words.js'
import { settingEntry, type SettingName, type Settings } from './settings.js'

/** A setting's value as a person reads it, in one line: with its unit, lines separated by `\\n`. */
export function shownValue(name: SettingName, value: Settings[SettingName]): string {
  const { field, unit } = settingEntry(name)
  if (typeof value === 'boolean') return value ? messages.settings.on : messages.settings.off
  const text = field.print(value).replaceAll('\n', '\\n')
  if (text === '') return messages.settings.empty
  return unit ? `${text} ${messages.settings.units[unit]}` : text
}

/** What the value of a setting has to be, in these words: bounds, unit, an example. */
export function askedFor(name: SettingName, t: Words): string {
  const { field, default: standard, unit } = settingEntry(name)
  const { form }: SettingWords = t.settings.about[name]
  const { least = 0, most = 0 } = field
  if (form !== undefined) return form
  if (field.kind === 'flag') return t.settings.asked.flag
  if (field.kind === 'lines') return t.settings.asked.lines
  if (field.kind === 'line') return t.settings.asked.line(least, most)
  return t.settings.asked.number(least, most, unit ? t.settings.units[unit] : '', field.print(standard))
}
