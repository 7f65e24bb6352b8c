import { variables } from './variables.ts'

/** The text of `.env.example`: every variable, what it does, and its default. */
export const envExample = (): string => {
  const blocks = Object.entries(variables).map(([name, { help, unset }]) => `# ${help}\n# Without it: ${unset}.\n#${name}=`)
  return `# Every variable the server reads. None is needed to start.\n\n${blocks.join('\n\n')}\n`
}
