export { createDiskFiles } from './disk-files.ts'
export { createImagePress } from './image-press.ts'
export { createS3Files } from './s3-files.ts'
