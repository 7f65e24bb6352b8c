import { loadPart } from '../parts/load-part.ts'

interface ToastAction {
  label: string
  onClick: () => void
}

interface ToastOptions {
  description?: string
  action?: ToastAction
}

// sonner is loaded with the first toast, because the first paint does not need it.
const show = async (kind: 'success' | 'error' | 'info', message: string, options?: ToastOptions) => {
  const { toast: sonner } = await loadPart(() => import('sonner'))
  sonner[kind](message, options)
}

/** Shows a short message about what just happened. Needs one `<Toaster>` in the tree. */
export const toast = {
  success: (message: string, options?: ToastOptions) => void show('success', message, options),
  error: (message: string, options?: ToastOptions) => void show('error', message, options),
  info: (message: string, options?: ToastOptions) => void show('info', message, options),
}
