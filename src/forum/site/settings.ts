import { accountSettings } from './settings/account-settings.js'
import { moderationSettings } from './settings/moderation-settings.js'
import { postSettings } from './settings/post-settings.js'
import { presenceSettings } from './settings/presence-settings.js'
import { questionSettings } from './settings/question-settings.js'
import type { Field } from '../../field.js'
import type { EverySetting, Setting } from './settings/setting.js'
import { siteSettings } from './settings/site-settings.js'
import { threadSettings } from './settings/thread-settings.js'

/** Every setting a webmaster can change. */
export const settingEntries = {
  ...siteSettings,
  ...accountSettings,
  ...presenceSettings,
  ...questionSettings,
  ...threadSettings,
  ...postSettings,
  ...moderationSettings,
} satisfies EverySetting

type Entries = typeof settingEntries
export type SettingName = keyof Entries
export type Settings = {
  [Name in SettingName]: Entries[Name]['field'] extends Field<infer T> ? T : never
}

export const settingNames = Object.keys(settingEntries) as SettingName[]

/** The description of a setting. */
export function settingEntry(name: SettingName): Setting<Settings[SettingName]> {
  return settingEntries[name]
}

/** Settings from their stored texts; what is missing, or no longer fits its bounds, has its default. */
export function settingsFrom(stored: ReadonlyMap<string, string>): Settings {
  const values = settingNames.map((name) => {
    const { field, default: standard } = settingEntry(name)
    const text = stored.get(name)
    const read = text === undefined ? undefined : field.read.safeParse(text)
    return [name, read?.success ? read.data : standard]
  })
  return Object.fromEntries(values) as Settings
}

/** The text of a setting's value as `louzhu setting get` prints it and `set` takes it. */
export function settingText(name: SettingName, settings: Settings): string {
  return settingEntry(name).field.print(settings[name])
}
