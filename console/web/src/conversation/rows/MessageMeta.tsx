import type { Role } from "@shopbell/conversations/contract";
import { clockTime, fullTime } from "../../format/time.ts";
import { Icon } from "../../ui/Icon.tsx";

const NAMES: Readonly<Record<Role, string>> = {
  shopper: "Shopper",
  bot: "Bot",
  agent: "Agent",
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
