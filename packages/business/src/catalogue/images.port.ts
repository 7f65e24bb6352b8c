/** A file with its content type. */
export interface StoredFile {
  bytes: Uint8Array<ArrayBuffer>
  mediaType: string
}

/**
 * Stores files under names that we choose and never reuse. Fails with `files.unavailable`, and on disk also with `storage.full`
 * and `storage.read_only`.
 */
export interface FileStore {
  /** Name of the storage engine, for operators. */
  readonly engine: string
  readonly isEmbedded: boolean
  put(name: string, file: StoredFile): Promise<void>
  /** Undefined when there is no such file. */
  get(name: string): Promise<StoredFile | undefined>
  /** Does nothing when there is no such file. */
  remove(name: string): Promise<void>
  /** Names of files stored before `before`, including partial writes of a process that died. Unordered, without subdirectories. */
  list(before: Date): AsyncIterable<string>
}

/** An image prepared for the web. */
export interface ProcessedImage extends StoredFile {
  width: number
  height: number
  /** File name extension, without the dot. */
  extension: string
}

/**
 * Detects an image by its content and re-encodes it at a limited size, without any metadata. Undefined for a format that is not
 * accepted. Fails with `image.too_many` and `image.too_slow` when the machine is overloaded. `check` runs when it is this
 * image's turn, before any decoding; its errors are rethrown.
 */
export type ImageProcessor = (bytes: Uint8Array, check?: () => Promise<void>) => Promise<ProcessedImage | undefined>
