/** What stands beside this app on the same server, outside its own pages. */
export const aifactoryUrl = process.env.NEXT_PUBLIC_AIFACTORY_URL ?? '/'
export const apiReferenceUrl = '/docs'
