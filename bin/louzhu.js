#!/usr/bin/env node
import { runCommand } from '../dist/src/cli.js'

await runCommand(process.argv)
