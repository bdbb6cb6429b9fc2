import { Button } from "../../ui/Button.tsx";
import type { IconName } from "../../ui/Icon.tsx";
import { words as knowledge } from "../words.ts";
import type { Deed } from "./bulk.ts";
import type { Selection } from "./selection.ts";
import { words } from "./words.ts";

interface Props {
  readonly selection: Selection;
  readonly total: number;
  readonly onDeed: (deed: Deed) => void;
}

const DEEDS: readonly { readonly deed: Deed; readonly icon: IconName }[] = [
  { deed: "publish", icon: "check" },
  { deed: "archive", icon: "archive" },
  { deed: "add_tag", icon: "plus" },
  { deed: "remove_tag", icon: "close" },
  { deed: "set_owner", icon: "person" },
  { deed: "set_review", icon: "clock" },
];

/** What can be done with the ticked rows; shown only while some are. */
export function BulkBar({ selection, total, onDeed }: Props) {
  const ticked = selection.everything ? total : selection.chosen.length;
  if (ticked === 0) return null;
  return (
    <section className="ticked" aria-label={words.ticked}>
      <p className="ticked__count" role="status">
        {selection.everything ? words.everything(total) : knowledge.articles(ticked)}
      </p>
      {!selection.everything && ticked < total && (
        <Button tone="quiet" onClick={selection.takeEverything}>
          {words.takeAll(total)}
        </Button>
      )}
      <div className="ticked__deeds">
        {DEEDS.map(({ deed, icon }) => (
          <Button key={deed} icon={icon} onClick={() => onDeed(deed)}>
            {words.bulk[deed]}
          </Button>
        ))}
      </div>
      <Button tone="quiet" onClick={selection.clear}>
        {words.untick}
      </Button>
    </section>
  );
}
