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
import { messages } from '../i18n/zh-cn.js'
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
      if (names.length === 0) throw new Refusal('missing', (t) => t.settings.noneAbout(word!))
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
      const say = isReset ? messages.settings.reset : messages.settings.isDefault
      print(terminal, {}, [say(messages.settings.about[name].title, name, standardOf(name))], {})
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
  const { title, help } = messages.settings.about[name]
  return [
    messages.settings.named(title, name),
    help,
    messages.settings.group(messages.settings.groups[group]),
    ...(unit ? [messages.settings.unit(messages.settings.units[unit])] : []),
    messages.settings.standard(standardOf(name)),
    messages.settings.mayBe(askedFor(name, messages)),
    ...(field.kind === 'lines' ? [messages.settings.lineBreaks] : []),
  ]
}

function standardOf(name: SettingName): string {
  return shownValue(name, settingEntry(name).default)
}

function described(name: SettingName, settings: Settings) {
  const { field, group, unit, default: standard } = settingEntry(name)
  const { title, help } = messages.settings.about[name]
  return {
    name,
    group: messages.settings.groups[group],
    title,
    help,
    unit: unit ? messages.settings.units[unit] : null,
    value: settingText(name, settings),
    default: field.print(standard),
  }
}

function listed(names: SettingName[], settings: Settings): string[] {
  const width = Math.max(...names.map((name) => name.length))
  return Object.entries(messages.settings.groups).flatMap(([group, title]) => {
    const own = names.filter((name) => settingEntry(name).group === group)
    return own.length === 0
      ? []
      : [title, ...own.map((name) => `  ${name.padEnd(width)}  ${lineOf(name, settings)}`)]
  })
}

function lineOf(name: SettingName, settings: Settings): string {
  const [value, standard] = [shownValue(name, settings[name]), standardOf(name)]
  const { title } = messages.settings.about[name]
  return messages.settings.stands(
    title,
    value === standard ? value : messages.settings.withDefault(value, standard),
  )
}
