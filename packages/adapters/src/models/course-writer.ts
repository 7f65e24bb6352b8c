import { type CourseWriter, createModelWriter } from '@pantheon/agents'
import { createAiSdkModel, type ModelProvider, modelProviders } from './ai-sdk-model.ts'
import { createOfflineComposer } from './offline-composer.ts'

export interface CourseWriterSettings {
  /** `provider/model`; takes precedence over the keys. */
  model?: string | undefined
  anthropicApiKey?: string | undefined
  openaiApiKey?: string | undefined
  googleApiKey?: string | undefined
  /** Base URLs of the vendors' APIs that differ from the default: a proxy, or a test server. */
  baseUrls?: Partial<Record<ModelProvider, string>> | undefined
  /** How long the offline composer waits before each part. */
  paceMs?: number | undefined
}

/** The order in which keys are checked when no model is configured. */
const defaultModels: Record<ModelProvider, string> = { anthropic: 'claude-sonnet-5-5', openai: 'gpt-6.1-terra', google: 'gemini-flash-latest' }

const keyNames: Record<ModelProvider, string> = { anthropic: 'ANTHROPIC_API_KEY', openai: 'OPENAI_API_KEY', google: 'GOOGLE_GENERATIVE_AI_API_KEY' }

const isProvider = (name: string): name is ModelProvider => modelProviders.some((provider) => provider === name)

/** Parses `provider/model`; a model's name may contain slashes. Throws with a message for the operator. */
const readModelName = (text: string): { provider: ModelProvider; model: string } => {
  const slash = text.indexOf('/')
  const provider = text.slice(0, Math.max(slash, 0))
  const model = text.slice(slash + 1)
  if (!isProvider(provider) || model === '')
    throw new Error(`MODEL is "${text}", but must be provider/name, where provider is one of ${modelProviders.join(', ')}.`)
  return { provider, model }
}

/**
 * Selects the course writer: the configured model, else the default model of the first vendor with a key, else the offline composer.
 * Throws at start when the key of the configured model is missing.
 */
export const createCourseWriter = (settings: CourseWriterSettings): CourseWriter => {
  const keys: Record<ModelProvider, string | undefined> = { anthropic: settings.anthropicApiKey, openai: settings.openaiApiKey, google: settings.googleApiKey }
  const withModel = (provider: ModelProvider, model: string) => {
    const apiKey = keys[provider]
    if (!apiKey) throw new Error(`MODEL is "${provider}/${model}", but ${keyNames[provider]} is not set.`)
    return createModelWriter(createAiSdkModel({ provider, model, apiKey, baseUrl: settings.baseUrls?.[provider] }))
  }

  if (settings.model) {
    const { provider, model } = readModelName(settings.model)
    return withModel(provider, model)
  }
  const keyed = modelProviders.find((provider) => keys[provider])
  return keyed ? withModel(keyed, defaultModels[keyed]) : createOfflineComposer({ paceMs: settings.paceMs ?? 0 })
}
