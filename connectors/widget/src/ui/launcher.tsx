import { plainText } from "@shopbell/conversations/markdown";
import type { JSX, RefObject } from "preact";
import { useState } from "preact/hooks";
import type { MessageItem, View } from "../conversation/view.ts";
import { fill } from "../locales/index.ts";
import type { Shell } from "../shell.ts";
import { useUi } from "./context.ts";
import { Icon } from "./icons.tsx";

interface LauncherProps {
  readonly shell: Shell;
  readonly view: View;
  readonly button: RefObject<HTMLButtonElement | null>;
}

export function Launcher({ shell, view, button }: LauncherProps): JSX.Element {
  const { t } = useUi();
  const [dismissed, dismiss] = useState<string | null>(null);
  const { unread, last } = view;
  const teaser = !shell.open && unread > 0 && last && last.key !== dismissed ? preview(last) : "";
  const label = shell.open
    ? t.minimise
    : unread > 0
      ? fill(t.launcherUnread, { n: unread })
      : t.launcher;
  const { nudge } = shell;
  const own = Object.values(shell.look.texts ?? {}).some(({ launcher }) => launcher);
  const sendAway = () => {
    nudge?.close();
    shell.nudge = null;
  };
  return (
    <div class="corner">
      {nudge && !teaser && (
        <div class="teaser" role="status">
          <button type="button" class="teaser-text" onClick={() => toggle(shell)}>
            {nudge.text}
          </button>
          <button type="button" class="teaser-close" onClick={sendAway}>
            <Icon name="close" size={14} />
            <span class="hidden">{t.discard}</span>
          </button>
        </div>
      )}
      {teaser && last && (
        <div class="teaser">
          <button type="button" class="teaser-text" onClick={() => toggle(shell)}>
            <strong>{last.author.name || t.assistant}</strong>
            <span>{teaser}</span>
          </button>
          <button type="button" class="teaser-close" onClick={() => dismiss(last.key)}>
            <Icon name="close" size={14} />
            <span class="hidden">{t.discard}</span>
          </button>
        </div>
      )}
      <button
        type="button"
        class={own && !shell.open ? "launcher is-worded" : "launcher"}
        ref={button}
        aria-expanded={shell.open}
        aria-label={label}
        onClick={() => toggle(shell)}
      >
        <Icon name={shell.open ? "down" : "bell"} size={28} />
        {own && !shell.open && <span>{t.launcher}</span>}
        {unread > 0 && !shell.open && (
          <span class="badge" aria-hidden="true">
            {unread > 9 ? "9+" : unread}
          </span>
        )}
      </button>
    </div>
  );
}

function toggle(shell: Shell): void {
  shell.open = !shell.open;
}

function preview({ body }: MessageItem): string {
  if (body.kind === "text" || body.kind === "choices" || body.kind === "correction") {
    return plainText(body.text);
  }
  if (body.kind === "split") return plainText(body.official.text);
  if (body.kind === "order") return body.order.number;
  if (body.kind === "cards") return body.cards.map((card) => card.title).join(" · ");
  return "";
}
