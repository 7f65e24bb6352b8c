export { type Config, ConfigError, readConfig } from './config.ts'
export { envExample } from './env-example.ts'
export { type VariableName, variables } from './variables.ts'
