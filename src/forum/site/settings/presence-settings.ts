import { number } from '../../../field.js'
import type { SomeSettings } from './setting.js'

export const presenceSettings = {
  /** a gap between two requests longer than this is not online time; PHPWind db_onlinetime */
  onlineGapSeconds: { field: number(60, 86_400), default: 3600, unit: 'seconds', group: 'members' },
} satisfies SomeSettings
