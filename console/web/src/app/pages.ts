import type { IconName } from "../ui/Icon.tsx";
import { words } from "./words.ts";

export interface PageEntry {
  readonly to: string;
  readonly icon: IconName;
  readonly label: string;
}

/** What only admins work with, in the order in which the navigation has it. */
export const SHOP_PAGES: readonly PageEntry[] = [
  { to: "/now", icon: "panel", label: words.now },
  { to: "/report", icon: "chart", label: words.report },
  { to: "/knowledge", icon: "book", label: words.knowledge },
  { to: "/gaps", icon: "help", label: words.gaps },
  { to: "/notes", icon: "note", label: words.notes },
  { to: "/replies", icon: "send", label: words.replies },
  { to: "/widget", icon: "bell", label: words.widget },
  { to: "/people", icon: "people", label: words.people },
  { to: "/service", icon: "sliders", label: words.service },
];
