import { join } from 'node:path'
import { makeAssets, writeAssets } from './asset-files.js'

// The last step of `npm run build`: stylesheet and script, joined, named by their content and packed.
const root = join(import.meta.dirname, '..', '..', '..')
writeAssets(join(root, 'dist', 'assets'), makeAssets(join(root, 'public')))
