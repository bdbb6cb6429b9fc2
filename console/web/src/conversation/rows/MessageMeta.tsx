import type { Role } from "@shopbell/conversations/contract";
import { clockTime, fullTime } from "../../format/time.ts";
import { Icon } from "../../ui/Icon.tsx";
import { words } from "../words-log.ts";

const NAMES: Readonly<Record<Role, string>> = {
  shopper: words.shopper,
  bot: words.bot,
  agent: words.agent,
  system: "Shopbell",
};

export function MessageMeta({ role, name, at }: { role: Role; name: string; at: string }) {
  return (
    <header className="message__meta">
      {role === "bot" && <Icon name="bot" size={14} />}
      <span className="message__author">{name || NAMES[role]}</span>
      <time dateTime={at} title={fullTime(at)}>
        {clockTime(at)}
      </time>
    </header>
  );
}
