import { standAtOnce } from './exactness.js'

standAtOnce('boards')
