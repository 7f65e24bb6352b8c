/** Makes the current page, with top bar and footer, wide enough for a large table; otherwise `AppShell` limits the width for readability. */
export const WidePage = () => <span hidden data-wide="" />
