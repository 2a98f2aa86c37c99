#!/usr/bin/env -S node --max-semi-space-size=4
import { runCommand } from '../dist/src/cli.js'

await runCommand(process.argv)
