import type { JSX } from "preact";
import { useUi } from "./context.ts";
import { Icon } from "./icons.tsx";

/** A person's initials, or the bell for the assistant. `live` adds the dot of an open connection. */
export function Avatar({ name, live }: { name: string | null; live?: boolean }): JSX.Element {
  const { avatar } = useUi();
  return (
    <span class={name ? "avatar is-person" : "avatar"} aria-hidden="true">
      {name ? initials(name) : avatar || <Icon name="bell" size={20} />}
      {live !== undefined && <span class={live ? "dot is-live" : "dot"} />}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}
