import { Slot } from "radix-ui";
import type { ReactNode } from "react";

/** Stands in for `react-remove-scroll` (see vite.config.ts): passes its child through untouched. */
export function RemoveScroll({ children }: { children: ReactNode }) {
  return <Slot.Root>{children}</Slot.Root>;
}
