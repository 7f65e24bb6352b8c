export { createDiskFiles } from './disk-files.ts'
export { createImageProcessor } from './image-processor.ts'
export { createS3Files } from './s3-files.ts'
