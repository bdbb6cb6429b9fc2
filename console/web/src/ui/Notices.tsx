import { useSyncExternalStore } from "react";
import { Icon } from "./Icon.tsx";
import { IconButton } from "./IconButton.tsx";
import { notices } from "./notices.ts";
import { words } from "./words.ts";

export function Notices() {
  const shown = useSyncExternalStore(notices.subscribe, notices.get);
  return (
    <div className="notices" role="status" aria-live="polite">
      {shown.map((notice) => (
        <div key={notice.id} className={`notice notice--${notice.tone}`}>
          <Icon name={notice.tone === "good" ? "check" : "alert"} />
          <span>{notice.text}</span>
          <IconButton
            icon="close"
            label={words.dismiss}
            onClick={() => notices.remove(notice.id)}
          />
        </div>
      ))}
    </div>
  );
}
