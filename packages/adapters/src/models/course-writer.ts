import { type CourseWriter, createModelWriter } from '@pantheon/agents'
import { createAiSdkModel, type ModelProvider, modelProviders } from './ai-sdk-model.ts'
import { createOfflineComposer } from './offline-composer.ts'

export interface CourseWriterSettings {
  /** `provider/model`; wins over the keys. */
  model?: string | undefined
  anthropicApiKey?: string | undefined
  openaiApiKey?: string | undefined
  googleApiKey?: string | undefined
  /** Where a vendor's API is, when it is not at the vendor's address: a proxy, or a server in a test. */
  baseUrls?: Partial<Record<ModelProvider, string>> | undefined
  /** How long the offline composer pauses before each part. */
  paceMs?: number | undefined
}

/** In this order a key is looked for when no model is named. */
const defaultModels: Record<ModelProvider, string> = { anthropic: 'claude-sonnet-5-5', openai: 'gpt-6.1-terra', google: 'gemini-flash-latest' }

const keyNames: Record<ModelProvider, string> = { anthropic: 'ANTHROPIC_API_KEY', openai: 'OPENAI_API_KEY', google: 'GOOGLE_GENERATIVE_AI_API_KEY' }

const isProvider = (name: string): name is ModelProvider => modelProviders.some((provider) => provider === name)

/** Reads `provider/model`; a model's own name may contain slashes. Throws a sentence for the person who set the variable. */
const readModelName = (text: string): { provider: ModelProvider; model: string } => {
  const slash = text.indexOf('/')
  const provider = text.slice(0, Math.max(slash, 0))
  const model = text.slice(slash + 1)
  if (!isProvider(provider) || model === '')
    throw new Error(`MODEL is "${text}", but must be provider/name, where provider is one of ${modelProviders.join(', ')}.`)
  return { provider, model }
}

/**
 * Chooses who writes courses: the named model, else the default model of the first vendor with a key, else the offline composer.
 * Throws at boot when a model is named whose key is missing.
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
