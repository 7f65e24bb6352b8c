/** A language model that answers one prompt with text. Rejects with `model.unavailable`, and when `signal` aborts. */
export interface LanguageModel {
  /** `provider/model`. */
  readonly name: string
  /** `schema` is the JSON Schema the answer must satisfy; providers that can will hold the model to it. */
  complete(ask: { system: string; prompt: string; schema: { name: string; json: Record<string, unknown> } }, signal: AbortSignal): Promise<string>
}
