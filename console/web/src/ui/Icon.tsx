const PATHS = {
  alert:
    "M8 5.5v3M8 10.8v.2M7.1 2.9 1.9 12a1 1 0 0 0 .9 1.5h10.4a1 1 0 0 0 .9-1.5L8.9 2.9a1 1 0 0 0-1.8 0Z",
  archive: "M2.5 5.5h11M3.5 5.5V12a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1V5.5M2.5 3h11v2.5h-11ZM6.5 8h3",
  at: "M10.5 8a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Zm0 0v.8a1.7 1.7 0 0 0 3.4 0V8A5.9 5.9 0 1 0 11 13.1",
  back: "M9.5 3.5 5 8l4.5 4.5",
  bell: "M4 11V7a4 4 0 0 1 8 0v4l1.5 1.5h-11ZM6.8 13.8a1.3 1.3 0 0 0 2.4 0",
  book: "M3 3.5A1.5 1.5 0 0 1 4.5 2H13v10H4.5A1.5 1.5 0 0 0 3 13.5M3 3.5v10M3 13.5A.5.5 0 0 0 3.5 14H13v-2",
  bot: "M8 2v2M4.5 4h7A1.5 1.5 0 0 1 13 5.5v5a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 10.5v-5A1.5 1.5 0 0 1 4.5 4ZM6 7.5v1M10 7.5v1M1.5 7v2M14.5 7v2M6 14h4",
  box: "M8 1.8 13.5 4.8v6.4L8 14.2l-5.5-3V4.8ZM2.7 4.9 8 7.8l5.3-2.9M8 7.8v6.2",
  chart: "M2.5 13.5h11M4.5 11V8M8 11V4.5M11.5 11V6.5",
  check: "M3 8.5 6.5 12 13 4.5",
  chevron: "M4.5 6.5 8 10l3.5-3.5",
  clip: "M12.7 7.7 8 12.4a3 3 0 0 1-4.3-4.3l5-5a2 2 0 0 1 2.9 2.9l-5 5a1 1 0 0 1-1.4-1.4L9.7 5",
  clock: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.8V8l2.2 1.4",
  close: "M4 4l8 8M12 4l-8 8",
  copy: "M5.5 5.5h7v7h-7ZM3.5 10.5h-1v-8h8v1",
  down: "M8 3v10M4 9l4 4 4-4",
  external:
    "M9.5 2.5h4v4M13.5 2.5 7.5 8.5M11.5 9v3.5a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1H7",
  filter: "M2.5 4h11M4.5 8h7M6.5 12h3",
  help: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM6.3 6.3A1.8 1.8 0 1 1 8 8.6v.6M8 11.3v.1",
  inbox:
    "M2.5 9.5 4.3 3.8A1 1 0 0 1 5.2 3h5.6a1 1 0 0 1 .9.8l1.8 5.7V12a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1ZM2.5 9.5h3L6.5 11h3l1-1.5h3",
  keyboard: "M2 4.5h12v7H2ZM4.5 7v.1M7 7v.1M9.5 7v.1M12 7v.1M5 9.3h6",
  link: "M6.5 9.5l3-3M7 4.5 8.3 3.2a2.6 2.6 0 0 1 3.7 3.7L10.7 8.2M9 11.5l-1.3 1.3a2.6 2.6 0 0 1-3.7-3.7l1.3-1.3",
  lock: "M4 7.5h8v6H4ZM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
  mail: "M2.5 4h11v8h-11ZM2.5 4.5 8 9l5.5-4.5",
  more: "M3.5 8v.1M8 8v.1M12.5 8v.1",
  note: "M3 2.5h10v7.5l-3 3.5H3ZM13 10h-3v3.5M5.5 5.5h5M5.5 8h3",
  panel: "M2.5 3h11v10h-11ZM9.8 3v10",
  pencil: "M10.5 3 13 5.5 6 12.5l-3.2.7.7-3.2ZM9 4.5 11.5 7",
  people:
    "M6 7.5a2.2 2.2 0 1 0 0-4.5 2.2 2.2 0 0 0 0 4.5ZM1.8 13a4.2 4.2 0 0 1 8.4 0M10.5 7.3a2 2 0 1 0-.8-3.8M11.5 9.3A3.7 3.7 0 0 1 14.3 13",
  person: "M8 7.5A2.6 2.6 0 1 0 8 2.3a2.6 2.6 0 0 0 0 5.2ZM3 13.7a5 5 0 0 1 10 0",
  plus: "M8 3v10M3 8h10",
  retry: "M13 8a5 5 0 1 1-1.5-3.6M13 2.5v2.5h-2.5",
  search: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.3 10.3 13.5 13.5",
  send: "M2.5 8 13.5 2.8 10.3 13.5 7.6 9.2Z",
  shield: "M8 1.9 13 3.8v3.9c0 3-2.1 5.3-5 6.4-2.9-1.1-5-3.4-5-6.4V3.8ZM5.8 7.9l1.6 1.6L10.4 6.4",
  signOut: "M6.5 2.5h-3a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h3M10.5 11 13.5 8l-3-3M13.5 8H6.3",
  sliders: "M3 4.5h6M12 4.5h1M3 11.5h1M7 11.5h6M10.5 3v3M5.5 10v3",
  spark: "M8 2.2 9.4 6.6 13.8 8 9.4 9.4 8 13.8 6.6 9.4 2.2 8 6.6 6.6Z",
  theme: "M8 13.5a5.5 5.5 0 1 0 0-11ZM8 13.5a5.5 5.5 0 0 1 0-11",
  up: "M8 13V3M4 7l4-4 4 4",
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration only: the words beside it, or the button's label, say what it means. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "more" ? 2 : 1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
