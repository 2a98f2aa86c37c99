import type { Command } from 'commander'
import { requireSettingName, settingsAbout } from '../forum/site/find-settings.js'
import { loadSite } from '../forum/site/load-site.js'
import { resetSetting } from '../forum/site/reset-setting.js'
import { setSetting } from '../forum/site/set-setting.js'
import { askedFor, shownValue } from '../forum/site/setting-texts.js'
import {
  settingEntry,
  settingNames,
  settingText,
  type SettingName,
  type Settings,
} from '../forum/site/settings.js'
import { settingGroups, settingPhrases, settingUnits, settingWords } from '../i18n/zh-cn-settings.js'
import { Refusal } from '../refusal.js'
import { print, withDatabase, type Terminal } from './with-database.js'

/** louzhu setting list, get, set and reset */
export function addSettingCommands(setting: Command, terminal: Terminal): void {
  setting
    .command('list')
    .description('what there is to set, by group, with its value')
    .argument('[word]', 'only what has to do with this')
    .option('--json')
    .action(async (word: string | undefined, options: { json?: boolean }) => {
      const names = word === undefined ? settingNames : settingsAbout(word)
      if (names.length === 0) throw new Refusal('missing', () => settingPhrases.noneAbout(word!))
      const settings = await readSettings(terminal)
      print(
        terminal,
        names.map((name) => described(name, settings)),
        listed(names, settings),
        options,
      )
    })
  withHelpOfSetting(setting.command('get'))
    .description('the value of a setting, or NAME=value of all')
    .argument('[name]', 'one setting; all when left out')
    .option('--json')
    .action(async (given: string | undefined, options: { json?: boolean }) => {
      const name = given === undefined ? undefined : requireSettingName(given)
      const settings = await readSettings(terminal)
      const texts = Object.fromEntries(settingNames.map((each) => [each, settingText(each, settings)]))
      print(
        terminal,
        name === undefined ? texts : texts[name],
        name === undefined
          ? settingNames.map((each) => `${each}=${texts[each]!.replaceAll('\n', '\\n')}`)
          : [texts[name]!],
        options,
      )
    })
  withHelpOfSetting(setting.command('set'))
    .description('change a setting, from the next page on')
    .argument('<name>')
    .argument('<value>', 'lines are separated by \\n')
    .action(async (name: string, value: string) => {
      await withDatabase(terminal, (db) => setSetting(db, name, value.replaceAll('\\n', '\n')))
    })
  withHelpOfSetting(setting.command('reset'))
    .description('give a setting its default again')
    .argument('<name>')
    .action(async (given: string) => {
      const name = requireSettingName(given)
      const isReset = await withDatabase(terminal, (db) => resetSetting(db, name))
      const say = isReset ? settingPhrases.reset : settingPhrases.isDefault
      print(terminal, {}, [say(settingWords[name].title, name, standardOf(name))], {})
    })
}

async function readSettings(terminal: Terminal): Promise<Settings> {
  return withDatabase(terminal, async (db) => (await loadSite(db)).settings)
}

/** Tells of the setting after the usage: `louzhu setting get NAME --help`. */
function withHelpOfSetting(command: Command): Command {
  return command.addHelpText('after', ({ command: { args } }) => {
    const given = args.find((each) => !each.startsWith('-'))
    return given === undefined ? '' : `\n${helpOf(given).join('\n')}`
  })
}

function helpOf(given: string): string[] {
  const name = requireSettingName(given)
  const { field, group, unit } = settingEntry(name)
  const { title, help } = settingWords[name]
  const say = settingPhrases
  return [
    say.named(title, name),
    help,
    say.group(settingGroups[group]),
    ...(unit ? [say.unit(settingUnits[unit])] : []),
    say.standard(standardOf(name)),
    say.mayBe(askedFor(name)),
    ...(field.kind === 'lines' ? [say.lineBreaks] : []),
  ]
}

function standardOf(name: SettingName): string {
  return shownValue(name, settingEntry(name).default)
}

function described(name: SettingName, settings: Settings) {
  const { field, group, unit, default: standard } = settingEntry(name)
  const { title, help } = settingWords[name]
  return {
    name,
    group: settingGroups[group],
    title,
    help,
    unit: unit ? settingUnits[unit] : null,
    value: settingText(name, settings),
    default: field.print(standard),
  }
}

function listed(names: SettingName[], settings: Settings): string[] {
  const width = Math.max(...names.map((name) => name.length))
  return Object.entries(settingGroups).flatMap(([group, title]) => {
    const own = names.filter((name) => settingEntry(name).group === group)
    return own.length === 0
      ? []
      : [title, ...own.map((name) => `  ${name.padEnd(width)}  ${lineOf(name, settings)}`)]
  })
}

function lineOf(name: SettingName, settings: Settings): string {
  const [value, standard] = [shownValue(name, settings[name]), standardOf(name)]
  const { title } = settingWords[name]
  return settingPhrases.stands(
    title,
    value === standard ? value : settingPhrases.withDefault(value, standard),
  )
}
