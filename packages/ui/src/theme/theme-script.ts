export const themeStorageKey = 'pantheon.theme'

/** Put this in a `<script>` in `<head>`: it sets `data-theme` before the first paint, so that nothing flashes. */
export const themeScript = `(()=>{let t=null;try{t=localStorage.getItem('${themeStorageKey}')}catch{}document.documentElement.dataset.theme=t==='dark'||(t!=='light'&&matchMedia('(prefers-color-scheme: dark)').matches)?'dark':'light'})()`
