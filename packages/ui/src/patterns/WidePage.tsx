/** Makes the page it stands in, with its bar and its footer, as wide as a list of everything needs it; `AppShell` otherwise keeps to what is read well. */
export const WidePage = () => <span hidden data-wide="" />
