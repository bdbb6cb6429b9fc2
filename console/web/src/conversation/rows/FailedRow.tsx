import type { EventFrame } from "../../api/types.ts";
import { sentence } from "../../format/words.ts";
import { Icon } from "../../ui/Icon.tsx";

export function FailedRow({ event }: { event: EventFrame }) {
  const code = event.body.code;
  return (
    <div className="trace trace--failed">
      <p className="trace__line">
        <Icon name="alert" size={12} />
        <span>The bot could not answer</span>
        {typeof code === "string" && <span className="trace__detail">{sentence(code)}</span>}
      </p>
    </div>
  );
}
