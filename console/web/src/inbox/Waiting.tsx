import { secondsSince, waitOf } from "../format/time.ts";
import { useNow } from "../format/useNow.ts";
import { Icon } from "../ui/Icon.tsx";
import { words } from "./words.ts";

/** Until it is known. */
const TARGET_S = 180;

interface Props {
  readonly since: string;
  readonly targetS?: number | undefined;
  readonly label?: string;
}

/** How long somebody has waited, ticking; past the target it says by how much.
 * The word is not beside the figure: “4m late” would be read as four minutes past the target. */
export function Waiting({ since, targetS = TARGET_S, label = words.waiting }: Props) {
  const now = useNow(1_000);
  const seconds = secondsSince(since, now);
  const late = seconds > targetS;
  return (
    <span
      className={`waiting ${late ? "waiting--late" : ""}`}
      title={
        late
          ? words.over(waitOf(seconds - targetS), waitOf(targetS))
          : words.target(waitOf(targetS))
      }
    >
      <Icon name={late ? "alert" : "clock"} size={12} />
      <span className="sr-only">{label}</span>
      {waitOf(seconds)}
      {late && <span className="sr-only"> {words.late}</span>}
    </span>
  );
}
