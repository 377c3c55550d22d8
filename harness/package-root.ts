import { fileURLToPath } from 'node:url'

/** Absolute path of the installed package: the folder that holds package.json, harness/ and containers/. */
export const packageRoot = fileURLToPath(new URL('..', import.meta.url))
