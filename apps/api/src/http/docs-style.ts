/** The design tokens of packages/ui for the app "pantheon" that the API reference uses. A test compares them with its style sheet. */
export const docsTokens = {
  light: {
    '--canvas': 'oklch(0.98 0.004 262)',
    '--surface': 'oklch(1 0 0)',
    '--sunken': 'oklch(0.962 0.006 262)',
    '--line': 'oklch(0.915 0.01 262)',
    '--line-strong': 'oklch(0.66 0.018 262)',
    '--ink': 'oklch(0.22 0.034 264)',
    '--ink-muted': 'oklch(0.42 0.026 262)',
    '--ink-faint': 'oklch(0.5 0.022 262)',
    '--accent': 'oklch(0.45 0.2 277)',
    '--accent-hover': 'oklch(0.39 0.19 277)',
    '--accent-ink': 'oklch(1 0 0)',
    '--accent-soft': 'oklch(0.955 0.022 280)',
    '--accent-text': 'oklch(0.45 0.19 278)',
    '--focus': 'oklch(0.55 0.22 280)',
    '--success-text': 'oklch(0.43 0.09 163)',
    '--warning-text': 'oklch(0.46 0.1 65)',
    '--danger-text': 'oklch(0.5 0.19 27)',
    '--danger-soft': 'oklch(0.965 0.02 20)',
    '--info-text': 'oklch(0.45 0.1 242)',
  },
  dark: {
    '--canvas': 'oklch(0.17 0.022 268)',
    '--surface': 'oklch(0.205 0.024 268)',
    '--sunken': 'oklch(0.15 0.02 268)',
    '--line': 'oklch(0.28 0.026 268)',
    '--line-strong': 'oklch(0.52 0.028 268)',
    '--ink': 'oklch(0.955 0.008 268)',
    '--ink-muted': 'oklch(0.79 0.02 268)',
    '--ink-faint': 'oklch(0.69 0.024 268)',
    '--accent': 'oklch(0.53 0.2 282)',
    '--accent-hover': 'oklch(0.49 0.2 282)',
    '--accent-ink': 'oklch(1 0 0)',
    '--accent-soft': 'oklch(0.29 0.08 282)',
    '--accent-text': 'oklch(0.81 0.1 286)',
    '--focus': 'oklch(0.76 0.14 286)',
    '--success-text': 'oklch(0.84 0.13 163)',
    '--warning-text': 'oklch(0.87 0.12 82)',
    '--danger-text': 'oklch(0.82 0.1 22)',
    '--danger-soft': 'oklch(0.29 0.07 25)',
    '--info-text': 'oklch(0.85 0.09 235)',
  },
} as const

const listed = (tokens: Readonly<Record<string, string>>): string =>
  Object.entries(tokens)
    .map(([name, value]) => `${name}: ${value};`)
    .join(' ')

/** Scalar's variables (https://github.com/scalar/scalar/blob/main/documentation/themes.md), mapped to our tokens. */
const mapping = {
  '--scalar-font': "'Inter Variable', system-ui, sans-serif",
  '--scalar-font-code': 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  '--scalar-radius': '6px',
  '--scalar-radius-lg': '8px',
  '--scalar-radius-xl': '10px',
  '--scalar-custom-header-height': '3.5rem',
  '--scalar-background-1': 'var(--surface)',
  '--scalar-background-2': 'var(--canvas)',
  '--scalar-background-3': 'var(--sunken)',
  '--scalar-background-accent': 'var(--accent-soft)',
  '--scalar-border-color': 'var(--line)',
  '--scalar-color-1': 'var(--ink)',
  '--scalar-color-2': 'var(--ink-muted)',
  '--scalar-color-3': 'var(--ink-faint)',
  '--scalar-color-accent': 'var(--accent-text)',
  '--scalar-link-color': 'var(--accent-text)',
  '--scalar-link-color-hover': 'var(--accent-text)',
  '--scalar-color-green': 'var(--success-text)',
  '--scalar-color-red': 'var(--danger-text)',
  '--scalar-color-yellow': 'var(--warning-text)',
  '--scalar-color-orange': 'var(--warning-text)',
  '--scalar-color-blue': 'var(--info-text)',
  '--scalar-color-purple': 'var(--accent-text)',
  '--scalar-color-danger': 'var(--danger-text)',
  '--scalar-background-danger': 'var(--danger-soft)',
  '--scalar-button-1': 'var(--accent)',
  '--scalar-button-1-hover': 'var(--accent-hover)',
  '--scalar-button-1-color': 'var(--accent-ink)',
  '--scalar-sidebar-background-1': 'var(--canvas)',
  '--scalar-sidebar-border-color': 'var(--line)',
  '--scalar-sidebar-color-1': 'var(--ink)',
  '--scalar-sidebar-color-2': 'var(--ink-muted)',
  '--scalar-sidebar-color-active': 'var(--accent-text)',
  '--scalar-sidebar-item-active-background': 'var(--accent-soft)',
  '--scalar-sidebar-item-hover-background': 'var(--sunken)',
  '--scalar-sidebar-item-hover-color': 'var(--ink)',
  '--scalar-sidebar-search-background': 'var(--surface)',
  '--scalar-sidebar-search-border-color': 'var(--line-strong)',
  '--scalar-sidebar-search-color': 'var(--ink-faint)',
}

/** The page's style sheet. Until the renderer has set a theme, the system's is used. */
export const docsStyle = `@font-face { font-family: 'Inter Variable'; font-weight: 100 900; font-display: swap; src: url('/docs/inter.woff2') format('woff2-variations'); }
:root, body.light-mode { color-scheme: light; ${listed(docsTokens.light)} }
@media (prefers-color-scheme: dark) { :root { color-scheme: dark; ${listed(docsTokens.dark)} } }
body.dark-mode { color-scheme: dark; ${listed(docsTokens.dark)} }
body, .light-mode, .dark-mode { ${listed(mapping)} }
body { margin: 0; background: var(--surface); color: var(--ink); font-family: var(--scalar-font); font-feature-settings: 'cv11', 'ss03'; }
body > header { position: sticky; top: 0; z-index: 20; box-sizing: border-box; height: 3.5rem; padding: 0 1.25rem; display: flex; align-items: center; justify-content: space-between; gap: 1rem; background: var(--surface); border-bottom: 1px solid var(--line); }
body > header a { color: var(--ink-muted); text-decoration: none; font-size: .875rem; border-radius: 6px; }
body > header a:hover { color: var(--ink); }
body > header a:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
body > header .wordmark { display: inline-flex; align-items: center; gap: .625rem; color: var(--ink); font-size: 1rem; font-weight: 600; letter-spacing: -0.02em; }
body > header nav { display: flex; gap: 1.25rem; }
/* The README says what draws this page. */
a[href*='utm_source=powered-by'] { display: none; }
noscript { display: block; padding: 2rem 1.25rem; }
`
