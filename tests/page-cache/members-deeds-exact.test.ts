import { standAtOnce } from './exactness.js'

standAtOnce('members')
