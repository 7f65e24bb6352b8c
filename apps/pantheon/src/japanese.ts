/** Everything Japanese that a page shows, in one piece, fetched by those who read it: words, and a font in 120 subsets. */
import '@pantheon/ui/fonts-ja.css'

export { default as messages } from './messages/ja.json'
