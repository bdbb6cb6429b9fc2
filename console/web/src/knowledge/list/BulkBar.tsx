import { count } from "../../format/words.ts";
import { Button } from "../../ui/Button.tsx";
import type { IconName } from "../../ui/Icon.tsx";
import type { Deed } from "./bulk.ts";
import type { Selection } from "./selection.ts";

interface Props {
  readonly selection: Selection;
  readonly total: number;
  readonly onDeed: (deed: Deed) => void;
}

const DEEDS: readonly { readonly deed: Deed; readonly title: string; readonly icon: IconName }[] = [
  { deed: "publish", title: "Publish", icon: "check" },
  { deed: "archive", title: "Archive", icon: "archive" },
  { deed: "add_tag", title: "Add a tag", icon: "plus" },
  { deed: "remove_tag", title: "Remove a tag", icon: "close" },
  { deed: "set_owner", title: "Set the owner", icon: "person" },
  { deed: "set_review", title: "Set the review date", icon: "clock" },
];

/** What can be done with the ticked rows; shown only while some are. */
export function BulkBar({ selection, total, onDeed }: Props) {
  const ticked = selection.everything ? total : selection.chosen.length;
  if (ticked === 0) return null;
  return (
    <section className="ticked" aria-label="Ticked articles">
      <p className="ticked__count" role="status">
        {selection.everything
          ? `All ${count(total, "result", "results")}`
          : count(ticked, "article", "articles")}
      </p>
      {!selection.everything && ticked < total && (
        <Button tone="quiet" onClick={selection.takeEverything}>
          {`Take all ${count(total, "result", "results")}`}
        </Button>
      )}
      <div className="ticked__deeds">
        {DEEDS.map(({ deed, title, icon }) => (
          <Button key={deed} icon={icon} onClick={() => onDeed(deed)}>
            {title}
          </Button>
        ))}
      </div>
      <Button tone="quiet" onClick={selection.clear}>
        Untick
      </Button>
    </section>
  );
}
