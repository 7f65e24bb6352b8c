/** The Park–Miller random number generator: the same stars on the server and in the browser. */
const sequence = (seed: number) => {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

const starsOf = (seed: number, count: number) => {
  const next = sequence(seed)
  return Array.from({ length: count }, () => ({
    x: (next() * 100).toFixed(2),
    y: (next() * 100).toFixed(2),
    size: (0.5 + next() ** 4 * 1.3).toFixed(2),
    light: (0.25 + next() * 0.6).toFixed(2),
  }))
}

/** A starry background behind the content of the same `relative` box. */
export const HeroBackground = ({ seed = 7, count = 90 }: { seed?: number; count?: number }) => (
  // Fainter at the left, behind the text.
  <svg aria-hidden className="pointer-events-none absolute inset-0 size-full mask-[linear-gradient(100deg,rgb(0_0_0/0.3)_25%,black_60%)]">
    {starsOf(seed, count).map(({ x, y, size, light }) => (
      <circle key={`${x} ${y}`} cx={`${x}%`} cy={`${y}%`} r={size} fill="white" opacity={light} />
    ))}
  </svg>
)
