/**
 * How a setting is spoken of. An entry in `forum/site/settings/` without words does not compile, nor do words without an
 * entry.
 */
export interface SettingWords {
  title: string
  /** what it does, in a sentence or two */
  help: string
  /** its default, where that is words */
  standard?: string | string[]
  /** how its value is written, where its kind and bounds don't say enough */
  form?: string
  /** what else a webmaster may call it who looks for it */
  find: string[]
}
