/** Everything that Japanese pages need, in one chunk: messages, and a font in 120 subsets. */
import '@pantheon/ui/fonts-ja.css'

export { default as messages } from './messages/ja.json'
