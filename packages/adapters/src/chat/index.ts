export { createDiscord, type Discord } from './discord.ts'
export { createEmbeddedChat } from './embedded-chat.ts'
export { createSlack, type ReceivedInteraction, type Slack } from './slack.ts'
