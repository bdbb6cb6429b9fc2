import type { EventFrame } from "../../api/types.ts";
import { Icon } from "../../ui/Icon.tsx";
import { words } from "../words-log.ts";
import { failureName } from "../words-steps.ts";

export function FailedRow({ event }: { event: EventFrame }) {
  const code = event.body.code;
  return (
    <div className="trace trace--failed">
      <p className="trace__line">
        <Icon name="alert" size={12} />
        <span>{words.couldNot}</span>
        {typeof code === "string" && <span className="trace__detail">{failureName(code)}</span>}
      </p>
    </div>
  );
}
