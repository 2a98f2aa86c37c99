import { choice, line } from '../../field.js'
import { boardAccesses, boardLimits } from './board.js'

/** What every new or changed board is held to, by page and by command line. */
export const boardFields = {
  name: line({ least: 1, most: boardLimits.name }),
  description: line({ most: boardLimits.description }),
  access: choice(boardAccesses),
}
