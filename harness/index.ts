export { defineConfig } from './config/define.js'
export type { UserConfig } from './config/schema.js'
export { EngineUnavailableError, LuaparityError, UsageError } from './errors.js'
export { type Report, reportSchema } from './reports/schema.js'
