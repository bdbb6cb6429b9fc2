import type { JSX } from "preact";
import { useUi } from "./context.ts";
import { Icon } from "./icons.tsx";

export type DeliveryName = "waiting" | "sending" | "sent" | "seen" | "refused";

interface DeliveryProps {
  readonly name: DeliveryName;
  readonly reason: string | null;
  readonly onRetry: () => void;
  readonly onDiscard: () => void;
}

const ICONS = {
  waiting: "clock",
  sending: "clock",
  sent: "check",
  seen: "checks",
  refused: "alert",
} as const;

export function Delivery({ name, reason, onRetry, onDiscard }: DeliveryProps): JSX.Element {
  const { t } = useUi();
  return (
    <span class={`delivery is-${name}`}>
      <Icon name={ICONS[name]} size={14} />
      <span>{t[name]}</span>
      {name === "refused" && (
        <>
          {reason && t.reasons[reason] && <span>{t.reasons[reason]}</span>}
          <button type="button" onClick={onRetry}>
            {t.retry}
          </button>
          <button type="button" onClick={onDiscard}>
            {t.discard}
          </button>
        </>
      )}
    </span>
  );
}
