/** Makes the content of the current page wide enough for a large table; otherwise `AppShell` limits its width for readability. */
export const WidePage = () => <span hidden data-wide="" />
