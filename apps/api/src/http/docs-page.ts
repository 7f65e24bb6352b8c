import { documentAddress } from './openapi-route.ts'

/** Pantheon's mark, as packages/ui draws it. */
export const mark = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><defs><linearGradient id="night" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#1E3A8A"/><stop offset="1" stop-color="#7C3AED"/></linearGradient></defs><rect width="32" height="32" rx="8" fill="url(#night)"/><path d="M7.5 15.5a8.5 8.5 0 0 1 17 0Z" fill="#fff" fill-opacity=".2"/><path d="M7.5 15.5a8.5 8.5 0 0 1 17 0M6 15.5h20M9.5 18v5M16 18v5M22.5 18v5M6.5 25h19" fill="none" stroke="#fff" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"/><circle cx="16" cy="10.2" r="1.9" fill="#F59E0B"/></svg>`

/** The HTML of the API reference. `renderer` is the path of the bundle that renders the document. */
export const docsPage = (renderer: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pantheon API</title>
<link rel="icon" href="/docs/mark.svg" type="image/svg+xml">
<link rel="modulepreload" href="${renderer}">
<link rel="stylesheet" href="/docs/page.css">
</head>
<body>
<header>
<a class="wordmark" href="/docs"><img src="/docs/mark.svg" alt="" width="28" height="28">Pantheon API</a>
<nav aria-label="Elsewhere"><a href="${documentAddress}">openapi.json</a></nav>
</header>
<main id="api"></main>
<noscript>This page needs JavaScript. The document itself is at <a href="${documentAddress}">${documentAddress}</a>.</noscript>
<script type="module" src="/docs/start.js"></script>
</body>
</html>`

/**
 * The script that renders the document, in the theme that the apps store in this browser. No authentication scheme is preselected:
 * signed-in users try operations with their session.
 */
export const startScript = (renderer: string): string => `import { createApiReference } from '${renderer}'

const stored = (() => {
  try {
    return localStorage.getItem('pantheon.theme')
  } catch {
    return null
  }
})()
createApiReference('#api', {
  url: '${documentAddress}',
  theme: 'none',
  darkMode: stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches),
  withDefaultFonts: false,
  telemetry: false,
  showDeveloperTools: 'never',
  hideClientButton: true,
  hideModels: true,
  documentDownloadType: 'none',
  agent: { disabled: true },
  mcp: { disabled: true },
})
`
