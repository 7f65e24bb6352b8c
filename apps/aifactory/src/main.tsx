import '@pantheon/ui/styles.css'
import { ApiProvider, createApi } from '@pantheon/client/react'
import { I18nProvider, ThemeProvider, Toaster } from '@pantheon/ui'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { i18n } from './i18n.ts'
import { watchMissingParts } from './missing-parts.ts'
import { createAppRouter } from './router.ts'

watchMissingParts()

// Until a page shows Japanese, the Japanese subsets are only an index of files: loaded after the first paint.
const loadJapaneseFonts = () => void import('@pantheon/ui/fonts-ja.css')
if (i18n.language === 'ja') loadJapaneseFonts()
else setTimeout(loadJapaneseFonts, 2500)

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

const router = createAppRouter()
createRoot(root).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <ThemeProvider>
        <ApiProvider api={createApi({ baseUrl: '' })}>
          <RouterProvider router={router} />
          <Toaster />
        </ApiProvider>
      </ThemeProvider>
    </I18nProvider>
  </StrictMode>,
)
