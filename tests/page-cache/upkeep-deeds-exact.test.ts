import { standAtOnce } from './exactness.js'

standAtOnce('upkeep')
