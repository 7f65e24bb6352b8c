/** A file with what it is. */
export interface StoredFile {
  bytes: Uint8Array<ArrayBuffer>
  mediaType: string
}

/** Where files lie, by names that we give and never give again. Fails with `files.unavailable`, and where it is a disk, with `storage.full` and `storage.read_only`. */
export interface FileStore {
  /** What does the storing, for whoever runs the shop. */
  readonly engine: string
  readonly isEmbedded: boolean
  put(name: string, file: StoredFile): Promise<void>
  /** Undefined when there is no such file. */
  get(name: string): Promise<StoredFile | undefined>
  /** Does nothing when there is no such file. */
  remove(name: string): Promise<void>
  /** The names of what was put before, and of what a process that died had only begun to put. In no order, and nothing that lies deeper. */
  list(before: Date): AsyncIterable<string>
}

/** A picture made ready for the web. */
export interface ProcessedImage extends StoredFile {
  width: number
  height: number
  /** How its file's name ends, without the dot. */
  extension: string
}

/**
 * Reads a picture by its content and makes it anew, small enough, without anything it carried along. Undefined when it is
 * none that we take. Fails with `image.too_many` and `image.too_slow` when the machine has too much to do. `check` runs when
 * it is this picture's turn, before anything of it is decoded; what it throws is thrown.
 */
export type ImageProcessor = (bytes: Uint8Array, check?: () => Promise<void>) => Promise<ProcessedImage | undefined>
