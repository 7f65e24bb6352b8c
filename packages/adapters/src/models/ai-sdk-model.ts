import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { createOpenAI } from '@ai-sdk/openai'
import type { LanguageModel } from '@pantheon/agents'
import { fail } from '@pantheon/kernel'
import { APICallError, generateText, jsonSchema, NoObjectGeneratedError, Output, RetryError } from 'ai'
import { withoutLimits } from './strict-schema.ts'

export const modelProviders = ['anthropic', 'openai', 'google'] as const
export type ModelProvider = (typeof modelProviders)[number]

const factories = { anthropic: createAnthropic, openai: createOpenAI, google: createGoogleGenerativeAI }

/** The HTTP status of the vendor's response, if there was one. */
const statusOf = (error: unknown): number | undefined => {
  if (RetryError.isInstance(error)) return statusOf(error.lastError)
  return APICallError.isInstance(error) ? error.statusCode : undefined
}

/**
 * A language model of one of three vendors, called with the AI SDK. `timeoutMs` limits one answer, including its two retries.
 * Errors become `model.unavailable` with the model's name and the HTTP status: never the key, the prompt or the vendor's message.
 */
export const createAiSdkModel = (settings: {
  provider: ModelProvider
  model: string
  apiKey: string
  baseUrl?: string | undefined
  timeoutMs?: number | undefined
}): LanguageModel => {
  const { provider, model, apiKey, baseUrl, timeoutMs = 300_000 } = settings
  const languageModel = factories[provider]({ apiKey, ...(baseUrl === undefined ? {} : { baseURL: baseUrl }) })(model)
  const name = `${provider}/${model}`

  return {
    name,
    async complete({ system, prompt, schema }, signal) {
      signal.throwIfAborted()
      try {
        const { text } = await generateText({
          model: languageModel,
          system,
          prompt,
          output: Output.object({ name: schema.name, schema: jsonSchema(withoutLimits(schema.json)) }),
          maxOutputTokens: 16_000,
          maxRetries: 2,
          abortSignal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        })
        return text
      } catch (error) {
        signal.throwIfAborted()
        // The model answered, but not in JSON: return the text, so that the caller can send it back for correction.
        if (NoObjectGeneratedError.isInstance(error)) return error.text ?? ''
        return fail('model.unavailable', { model: name, status: statusOf(error) })
      }
    },
  }
}
