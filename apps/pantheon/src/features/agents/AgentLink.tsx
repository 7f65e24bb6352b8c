/** An agent's name as a button that covers the whole card. */
export const AgentLink = ({ name, onOpen }: { name: string; onOpen: () => void }) => (
  <button
    type="button"
    className="text-left after:absolute after:inset-0 after:rounded-card focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-focus"
    onClick={onOpen}
  >
    {name}
  </button>
)
