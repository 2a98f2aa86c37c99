import { standAtOnce } from './exactness.js'

standAtOnce('moderators')
