// The mark of SynScope: SYNs at doubling distances under a scope's arc.
export function Logo({ size }: { readonly size: number }) {
  return (
    <svg width={`${size}rem`} height={`${size}rem`} viewBox="0 0 24 24" aria-hidden focusable={false}>
      <path
        d="M2.5 12.5A9.5 9.5 0 0 1 21.5 12.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <g fill="currentColor">
        <circle cx="3.6" cy="18" r="1.9" />
        <circle cx="8" cy="18" r="1.9" />
        <circle cx="14" cy="18" r="1.9" opacity="0.75" />
        <circle cx="21.6" cy="18" r="1.9" opacity="0.45" />
      </g>
    </svg>
  )
}
