import { messages } from '../../src/i18n/zh-cn.js'
import { Refusal } from '../../src/refusal.js'

/** What the Refusal that `work` throws says to a person. Throws when it throws none. */
export async function refusalText(work: () => unknown): Promise<string> {
  try {
    await work()
  } catch (error) {
    if (error instanceof Refusal) return error.say(messages)
    throw error
  }
  throw new Error('nothing was refused')
}
