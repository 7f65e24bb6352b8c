/** A language model that completes one prompt with text. Rejects with `model.unavailable`, and when `signal` aborts. */
export interface LanguageModel {
  /** `provider/model`. */
  readonly name: string
  /** `schema` is the JSON Schema of the answer; providers with structured output enforce it. */
  complete(ask: { system: string; prompt: string; schema: { name: string; json: Record<string, unknown> } }, signal: AbortSignal): Promise<string>
}
