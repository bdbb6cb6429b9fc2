import { secondsSince, waitOf } from "../format/time.ts";
import { useNow } from "../format/useNow.ts";
import { Icon } from "../ui/Icon.tsx";

/** The first answer is promised within three minutes. */
const TARGET_S = 180;

/** How long somebody has waited, ticking; louder once the target has passed. */
export function Waiting({ since }: { since: string }) {
  const now = useNow(1_000);
  const seconds = secondsSince(since, now);
  return (
    <span className={`waiting ${seconds > TARGET_S ? "waiting--late" : ""}`}>
      <Icon name="clock" size={12} />
      <span className="sr-only">waiting </span>
      {waitOf(seconds)}
    </span>
  );
}
