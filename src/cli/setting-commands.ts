import type { Command } from 'commander'
import { loadSite } from '../forum/site/load-site.js'
import { setSetting } from '../forum/site/set-setting.js'
import { isSettingName, settingText, type SettingName } from '../forum/site/settings.js'
import { Refusal } from '../refusal.js'
import { print, withDatabase, type Terminal } from './with-database.js'

/** louzhu setting get and set */
export function addSettingCommands(setting: Command, terminal: Terminal): void {
  setting
    .command('get')
    .argument('[name]', 'one setting; all when left out')
    .option('--json')
    .action(async (name: string | undefined, options: { json?: boolean }) => {
      const { settings } = await withDatabase(terminal, (db) => loadSite(db))
      if (name !== undefined && !isSettingName(name))
        throw new Refusal('invalid', `there is no setting ${name}`)
      const names = name === undefined ? (Object.keys(settings) as SettingName[]) : [name]
      const texts = Object.fromEntries(names.map((each) => [each, settingText(settings[each])]))
      print(
        terminal,
        name === undefined ? texts : texts[name],
        name === undefined
          ? names.map((each) => `${each}=${texts[each]!.replaceAll('\n', '\\n')}`)
          : [texts[name]!],
        options,
      )
    })
  setting
    .command('set')
    .argument('<name>')
    .argument('<value>', 'lines are separated by \\n')
    .action(async (name: string, value: string) => {
      await withDatabase(terminal, (db) => setSetting(db, name, value.replaceAll('\\n', '\n')))
    })
}
