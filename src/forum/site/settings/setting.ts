import type { z } from 'zod'
import { bodyText, lineText, plainLine } from '../../../fields.js'
import type { settingGroups, settingUnits, settingWords } from '../../../i18n/zh-cn-settings.js'
import { seenLine } from '../../../text/visible-characters.js'

/** The kind of a setting's value: how it is drawn, read from text and printed as the text that is read again. */
export interface SettingField<T> {
  kind: 'line' | 'number' | 'flag' | 'lines'
  read: z.ZodType<T, unknown>
  print(value: T): string
  /** of a number; of a line in code points */
  least?: number
  most?: number
}

/** A setting, described once. Its words stand under its name in `i18n/zh-cn-settings.ts`. */
export interface Setting<T> {
  field: SettingField<T>
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

/** The longest text of several lines, code points. */
const LONGEST = 10_000

/** A whole number; it may be typed in the full-width digits of an input method. */
export function number(least: number, most: number): SettingField<number> {
  const isWithin = (text: string) => /^-?\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most
  return {
    kind: 'number',
    read: plainLine({ most: 20 }).refine(isWithin).transform(Number),
    print: String,
    least,
    most,
  }
}

/** Yes or no, written 1 and 0. */
export const flag: SettingField<boolean> = {
  kind: 'flag',
  read: plainLine({ most: 20 })
    .refine((text) => text === '1' || text === '0')
    .transform((text) => text === '1'),
  print: (value) => (value ? '1' : '0'),
}

/** One line, its length in code points; `isRight` asks more of it. */
export function line({
  least = 0,
  most,
  isRight = () => true,
}: {
  least?: number
  most: number
  isRight?: (text: string) => boolean
}): SettingField<string> {
  return { kind: 'line', read: lineText({ least, most }).refine(isRight), print: String, least, most }
}

/** Any number of lines, without the empty ones; `mend` is done to each, of which each must be `isRight`. */
export function lines({
  mend = (entry) => entry,
  isRight = () => true,
}: { mend?: (entry: string) => string; isRight?: (entry: string) => boolean } = {}): SettingField<string[]> {
  return {
    kind: 'lines',
    read: bodyText({ least: 0, most: LONGEST })
      .transform((text) => nonEmptyLines(text).map(mend))
      .refine((entries) => entries.every(isRight)),
    print: (entries) => entries.join('\n'),
  }
}

function nonEmptyLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map(seenLine)
    .filter((entry) => entry !== '')
}
