import { flag, number } from '../../../field.js'
import type { SomeSettings } from './setting.js'

/** Lengths are in code points. */
export const accountSettings = {
  registrationOpen: { field: flag, default: true, group: 'members' },
  usernameMin: { field: number(1, 50), default: 2, unit: 'characters', group: 'members' },
  usernameMax: { field: number(2, 50), default: 15, unit: 'characters', group: 'members' },
  passwordMin: { field: number(8, 64), default: 8, unit: 'characters', group: 'members' },
  passwordMax: { field: number(64, 1024), default: 256, unit: 'characters', group: 'members' },
  honorMax: { field: number(0, 100), default: 20, unit: 'characters', group: 'members' },

  signInTriesPerName: { field: number(1, 100_000), default: 5, unit: 'times', group: 'limits' },
  signInTriesPerAddress: { field: number(1, 1_000_000), default: 50, unit: 'times', group: 'limits' },
  registrationsPerAddress: { field: number(1, 1_000_000), default: 5, unit: 'people', group: 'limits' },
} satisfies SomeSettings
