import { standAtOnce } from './exactness.js'

standAtOnce('posts')
