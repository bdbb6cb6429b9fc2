import { fullTime } from "../format/time.ts";
import { numbered } from "../ui/numbered.ts";
import type { Conflict, Field, Side } from "./conflict.ts";
import { type DiffLine, diffLines } from "./diff.ts";
import { TIERS, titleIn } from "./options.ts";
import { words } from "./words.ts";

interface Props {
  readonly field: Field;
  readonly label: string;
  readonly conflict: Conflict;
  readonly titles?: Readonly<Record<Side, string>>;
  readonly picked?: Side | "both";
  /** Without it the two are only shown. */
  readonly onPick?: (side: Side) => void;
  readonly onBoth?: () => void;
}

export function labelOf(field: Field): string {
  return words.fields[field];
}

/** One field as it is in both texts, with the lines that differ marked. */
export function SideBySide(props: Props) {
  const { field, label, conflict, titles = words.sides, picked, onPick, onBoth } = props;
  const theirs = asText(field, conflict.theirs);
  const yours = asText(field, conflict.yours);
  const lines = diffLines(theirs, yours);
  return (
    <fieldset className="sides">
      <legend className="field__label">{label}</legend>
      <div className="sides__columns">
        <Column
          title={titles.theirs}
          lines={lines.filter((line) => line.kind !== "right")}
          picked={picked === "theirs"}
          deed={words.take.theirs}
          {...(onPick ? { onPick: () => onPick("theirs") } : {})}
        />
        <Column
          title={titles.yours}
          lines={lines.filter((line) => line.kind !== "left")}
          picked={picked === "yours"}
          deed={words.take.yours}
          {...(onPick ? { onPick: () => onPick("yours") } : {})}
        />
      </div>
      {onBoth && (
        <button
          type="button"
          className="sides__pick"
          aria-pressed={picked === "both"}
          onClick={onBoth}
        >
          {words.keepBoth}
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
  readonly onPick?: () => void;
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
      {onPick && (
        <button type="button" className="sides__pick" aria-pressed={picked} onClick={onPick}>
          {deed}
        </button>
      )}
    </div>
  );
}

function asText(field: Field, text: Conflict["yours"]): string {
  const value = text[field];
  if (value === null) return words.nothing;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (field === "tier") return titleIn(TIERS, text.tier);
  if (field === "valid_from" || field === "valid_until") return fullTime(String(value));
  return typeof value === "string" ? value : value.join("\n");
}
