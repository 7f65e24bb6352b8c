/** URLs on the same server that are outside this app. */
export const aifactoryUrl = process.env.NEXT_PUBLIC_AIFACTORY_URL ?? '/'
export const apiReferenceUrl = '/docs'
