/** Makes the page it stands in as wide as a list of everything needs it, which `AppShell` otherwise keeps to what is read well. */
export const WidePage = () => <span hidden data-wide="" />
