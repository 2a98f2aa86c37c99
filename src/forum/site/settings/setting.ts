import type { Field } from '../../../field.js'
import type { Words } from '../../../i18n/zh-cn.js'

/** A setting, described once. Its words stand under its name in `i18n/zh-cn/<feature>.ts`. */
export interface Setting<T> {
  field: Field<T>
  default: T
  group: keyof Words['settings']['groups']
  /** what a number counts */
  unit?: keyof Words['settings']['units']
}

/** A number says what it counts. */
type SomeSetting =
  | Setting<string>
  | Setting<string[]>
  | Setting<boolean>
  | (Setting<number> & { unit: keyof Words['settings']['units'] })

/** The settings of a feature: none without words. */
export type SomeSettings = Partial<Record<keyof Words['settings']['about'], SomeSetting>>

/** All settings: no words without one, either. */
export type EverySetting = Required<SomeSettings>
