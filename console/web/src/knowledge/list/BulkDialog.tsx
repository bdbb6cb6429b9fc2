import { useEffect, useState } from "react";
import { messageOf } from "../../api/http.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { BulkFields } from "./BulkFields.tsx";
import { BulkResults } from "./BulkResults.tsx";
import { type Deed, type DeedInput, useBulk } from "./bulk.ts";
import { inputOf, isReady } from "./deeds.ts";
import { type Chosen, fetchMatching } from "./list.ts";
import type { Selection } from "./selection.ts";
import { asking, words } from "./words.ts";

interface Props {
  readonly deed: Deed;
  readonly selection: Selection;
  readonly search: string;
  readonly onClose: () => void;
}

/** Says how many before, how far while, and what became of each afterwards. */
export function BulkDialog({ deed, selection, search, onClose }: Props) {
  const { items, problem } = useMeant(selection, search);
  const [input, setInput] = useState<DeedInput>({});
  const bulk = useBulk();
  const { run } = bulk;
  const begun = run.running || run.results.length > 0 || run.problem !== "";
  const asked = asking[deed];
  const close = () => {
    bulk.stop();
    if (run.results.length > 0) selection.clear();
    onClose();
  };
  const title = items ? asked.title(items.length) : words.counting;
  return (
    <Dialog open onClose={close} title={title} description={begun ? undefined : asked.means}>
      {problem && <p className="form__problem">{problem}</p>}
      {begun ? (
        <BulkResults run={run} />
      ) : (
        <BulkFields deed={deed} input={input} onChange={setInput} />
      )}
      <div className="dialog__actions">
        {begun && !run.running && <Button onClick={close}>{words.close}</Button>}
        {run.running && <Button onClick={bulk.stop}>{words.stop}</Button>}
        {begun && !run.running && run.waiting.length > 0 && (
          <Button tone="primary" onClick={() => void bulk.goOn(deed, inputOf(deed, input))}>
            {words.goOn(run.waiting.length)}
          </Button>
        )}
        {!begun && (
          <>
            <Button onClick={close}>{words.cancel}</Button>
            <Button
              tone={deed === "archive" ? "danger" : "primary"}
              disabled={!items || items.length === 0 || !isReady(deed, input)}
              onClick={() => void bulk.start(deed, inputOf(deed, input), items ?? [])}
            >
              {asked.confirm}
            </Button>
          </>
        )}
      </div>
    </Dialog>
  );
}

/** The articles that are meant, with their versions as they are when the dialog opens. */
function useMeant(selection: Selection, search: string) {
  const [items, setItems] = useState<readonly Chosen[] | null>(
    selection.everything ? null : selection.chosen,
  );
  const [problem, setProblem] = useState("");
  const { everything } = selection;
  useEffect(() => {
    if (!everything) return;
    let left = false;
    fetchMatching(search).then(
      (found) => left || setItems(found),
      (failure: unknown) => left || setProblem(messageOf(failure)),
    );
    return () => {
      left = true;
    };
  }, [everything, search]);
  return { items, problem };
}
