export const themeStorageKey = 'pantheon.theme'

/** For a `<script>` in `<head>`: sets `data-theme` before the first paint, to prevent a flash. */
export const themeScript = `(()=>{let t=null;try{t=localStorage.getItem('${themeStorageKey}')}catch{}document.documentElement.dataset.theme=t==='dark'||(t!=='light'&&matchMedia('(prefers-color-scheme: dark)').matches)?'dark':'light'})()`
