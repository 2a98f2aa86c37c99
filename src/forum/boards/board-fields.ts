import { z } from 'zod'
import { messages } from '../../i18n/zh-cn.js'
import { lineText } from '../../fields.js'
import { boardAccesses, boardLimits } from './board.js'

/** What every new or changed board is held to, by page and by command line. */
export const boardFields = z.object({
  name: lineText({ least: 1, most: boardLimits.name }),
  description: lineText({ most: boardLimits.description }),
  access: z.enum(boardAccesses, messages.field.bad).default('open'),
})
