import { numbered } from "../ui/numbered.ts";
import { words } from "./words.ts";

const HEIGHT = 24;
const BAR = 6;
const GAP = 2;

/** A bar for each of the last weeks, the newest at the end; the words beside it say the same. */
export function Weeks({ weeks }: { weeks: readonly number[] }) {
  const most = Math.max(1, ...weeks);
  return (
    <svg
      className="weeks"
      width={weeks.length * (BAR + GAP)}
      height={HEIGHT}
      role="img"
      aria-label={words.weeks(weeks.length, weeks.join(", "))}
    >
      {numbered(weeks).map(({ place, item }) => {
        const tall = item === 0 ? 1 : Math.max(3, (item / most) * HEIGHT);
        return (
          <rect
            key={place}
            className={item === 0 ? "weeks__none" : "weeks__bar"}
            x={Number(place) * (BAR + GAP)}
            y={HEIGHT - tall}
            width={BAR}
            height={tall}
            rx={1}
          />
        );
      })}
    </svg>
  );
}
