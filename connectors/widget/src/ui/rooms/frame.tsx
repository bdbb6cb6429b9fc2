import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Session } from "../../conversation/session.ts";
import { useUi } from "../context.ts";
import { Icon } from "../icons.tsx";

export interface RoomProps {
  readonly session: Session;
  readonly onBack: () => void;
}

interface FrameProps {
  readonly title: string;
  readonly onBack: () => void;
  readonly children: ComponentChildren;
}

/** A screen beside the chat: a way back, a heading that takes the focus, and what it shows. */
export function Frame({ title, onBack, children }: FrameProps): JSX.Element {
  const { t } = useUi();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [title]);
  return (
    <section class="room" aria-label={title}>
      <div class="room-head">
        <button type="button" class="icon-button room-back" aria-label={t.back} onClick={onBack}>
          <Icon name="go" />
        </button>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
      </div>
      <div class="room-body">{children}</div>
    </section>
  );
}

export function Waiting(): JSX.Element {
  const { t } = useUi();
  return (
    <p class="notice" role="status">
      {t.loading}
    </p>
  );
}

export function Failed({ onRetry }: { onRetry: () => void }): JSX.Element {
  const { t } = useUi();
  return (
    <div class="room-failed" role="alert">
      <p>{t.roomFailed}</p>
      <button type="button" class="quiet-button" onClick={onRetry}>
        {t.retry}
      </button>
    </div>
  );
}
