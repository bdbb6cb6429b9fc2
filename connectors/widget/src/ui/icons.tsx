import type { JSX } from "preact";

const PATHS = {
  bell: "M4.5 16.5a7.5 7.5 0 0 1 15 0M3.5 19.5h17M12 9V6.5M10 6.2h4M8 15.6a4 4 0 0 1 2.4-3.2",
  close: "M6 6l12 12M18 6L6 18",
  down: "M6 9.5l6 6 6-6",
  send: "M12 19V5.5M6 11l6-6 6 6",
  person: "M12 12a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.6zM4.8 20a7.2 7.2 0 0 1 14.4 0",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  check: "M5.5 12.5l4.5 4.5 8.5-10",
  checks: "M2.5 12.5l4.2 4.3L14 8M12 16.8L21 7",
  clock: "M12 7.5V12l3 2M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z",
  alert: "M12 8v4.5M12 16h.01M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z",
  copy: "M9 9h10v10H9zM5 15V5h10",
  box: "M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8",
  truck:
    "M3 6.5h11v10H3zM14 10h4l3 3v3.5h-7M7 19a1.8 1.8 0 1 0 0-3.6A1.8 1.8 0 0 0 7 19zM17 19a1.8 1.8 0 1 0 0-3.6A1.8 1.8 0 0 0 17 19z",
  page: "M7 3.5h7l4 4v13H7zM14 3.5v4h4M10 12h5M10 16h5",
  buyers: "M4.5 5h15v11h-9L6 19.5V16H4.5z",
  star: "M12 4l2.4 5 5.6.7-4.1 3.8 1.1 5.5-5-2.8-5 2.8 1.1-5.5L4 9.7 9.6 9z",
  go: "M9 6l6 6-6 6",
  globe:
    "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM3.5 12h17M12 3.5c5 5 5 12 0 17-5-5-5-12 0-17z",
  plus: "M12 5v14M5 12h14",
  end: "M5 12h14",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20",
  smile:
    "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM9 10h.01M15 10h.01M8.5 14.2a4.2 4.2 0 0 0 7 0",
  download: "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 19.5h14",
  history: "M4.5 12a7.5 7.5 0 1 0 2.4-5.5M4.5 4.5v4h4M12 8v4.3l3 1.7",
  shield: "M12 3.5l7 2.5v5.5c0 4.3-2.9 7.4-7 9-4.1-1.6-7-4.7-7-9V6zM9 12l2.2 2.2L15 10",
  undo: "M8 5L4 9l4 4M4 9h9.5a5.5 5.5 0 0 1 0 11H9",
  clip: "M19 11.5l-7 7a4.6 4.6 0 0 1-6.5-6.5l7.6-7.6a3 3 0 0 1 4.3 4.3L9.9 16.2a1.5 1.5 0 0 1-2.1-2.1L14.5 7.4",
  camera: "M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 16.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }): JSX.Element {
  return (
    <svg
      class={`icon icon-${name}`}
      viewBox="0 0 24 24"
      width={size}
      height={size}
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
