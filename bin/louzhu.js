#!/usr/bin/env -S node --max-semi-space-size=8 --max-old-space-size=512
// The database holds password hashes and addresses: its owner's alone.
process.umask(0o077)

import { runCommand } from '../dist/src/cli/louzhu.js'

const code = await runCommand(process.argv, process)
// A forum that runs goes on.
if (code !== 0) process.exit(code)
