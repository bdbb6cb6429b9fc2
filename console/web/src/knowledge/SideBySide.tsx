import { numbered } from "../ui/numbered.ts";
import type { Conflict, Field, Side } from "./conflict.ts";
import { type DiffLine, diffLines } from "./diff.ts";

interface Props {
  readonly field: Field;
  readonly label: string;
  readonly conflict: Conflict;
  readonly picked: Side | "both";
  readonly onPick: (side: Side) => void;
  readonly onBoth?: () => void;
}

/** One field as it is in both texts, with the lines that differ marked. */
export function SideBySide({ field, label, conflict, picked, onPick, onBoth }: Props) {
  const theirs = asText(conflict.theirs[field]);
  const yours = asText(conflict.yours[field]);
  const lines = diffLines(theirs, yours);
  return (
    <fieldset className="sides">
      <legend className="field__label">{label}</legend>
      <div className="sides__columns">
        <Column
          title="Saved meanwhile"
          lines={lines.filter((line) => line.kind !== "right")}
          picked={picked === "theirs"}
          onPick={() => onPick("theirs")}
          deed="Take theirs"
        />
        <Column
          title="Yours"
          lines={lines.filter((line) => line.kind !== "left")}
          picked={picked === "yours"}
          onPick={() => onPick("yours")}
          deed="Keep yours"
        />
      </div>
      {onBoth && (
        <button
          type="button"
          className="sides__pick"
          aria-pressed={picked === "both"}
          onClick={onBoth}
        >
          Keep both
        </button>
      )}
    </fieldset>
  );
}

interface ColumnProps {
  readonly title: string;
  readonly lines: readonly DiffLine[];
  readonly picked: boolean;
  readonly deed: string;
  readonly onPick: () => void;
}

function Column({ title, lines, picked, deed, onPick }: ColumnProps) {
  return (
    <div className={`sides__column ${picked ? "sides__column--picked" : ""}`}>
      <p className="sides__title">{title}</p>
      <div className="sides__text">
        {numbered(lines).map(({ place, item: line }) => (
          <p key={place} className={`sides__line sides__line--${line.kind}`}>
            {line.text || "\u00a0"}
          </p>
        ))}
      </div>
      <button type="button" className="sides__pick" aria-pressed={picked} onClick={onPick}>
        {deed}
      </button>
    </div>
  );
}

function asText(value: Conflict["yours"][Field]): string {
  if (value === null) return "(none)";
  return typeof value === "string" ? value : value.join("\n");
}
