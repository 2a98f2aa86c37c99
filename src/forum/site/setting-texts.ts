import { settingPhrases, settingUnits, settingWords, type SettingWords } from '../../i18n/zh-cn-settings.js'
import { settingEntry, type SettingName, type Settings } from './settings.js'

/** A setting's value as a person reads it, in one line: with its unit, lines separated by `\\n`. */
export function shownValue(name: SettingName, value: Settings[SettingName]): string {
  const { field, unit } = settingEntry(name)
  if (typeof value === 'boolean') return value ? settingPhrases.on : settingPhrases.off
  const text = field.print(value).replaceAll('\n', '\\n')
  if (text === '') return settingPhrases.empty
  return unit ? `${text} ${settingUnits[unit]}` : text
}

/** What the value of a setting has to be, in words: bounds, unit, an example. */
export function askedFor(name: SettingName): string {
  const { field, default: standard, unit } = settingEntry(name)
  const { form }: SettingWords = settingWords[name]
  const { asked } = settingPhrases
  const { least = 0, most = 0 } = field
  if (form !== undefined) return form
  if (field.kind === 'flag') return asked.flag
  if (field.kind === 'lines') return asked.lines
  if (field.kind === 'line') return asked.line(least, most)
  return asked.number(least, most, unit ? settingUnits[unit] : '', field.print(standard))
}
