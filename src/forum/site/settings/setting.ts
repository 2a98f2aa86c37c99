import type { Field } from '../../../field.js'
import type { settingGroups, settingUnits, settingWords } from '../../../i18n/zh-cn-settings.js'

/** A setting, described once. Its words stand under its name in `i18n/zh-cn-settings.ts`. */
export interface Setting<T> {
  field: Field<T>
  default: T
  group: keyof typeof settingGroups
  /** what a number counts */
  unit?: keyof typeof settingUnits
}

/** A number says what it counts. */
type SomeSetting =
  | Setting<string>
  | Setting<string[]>
  | Setting<boolean>
  | (Setting<number> & { unit: keyof typeof settingUnits })

/** The settings of a feature: none without words. */
export type SomeSettings = Partial<Record<keyof typeof settingWords, SomeSetting>>

/** All settings: no words without one, either. */
export type EverySetting = Required<SomeSettings>
