import { Link } from "react-router";
import { messageOf } from "../api/http.ts";
import { fullTime, shortAge } from "../format/time.ts";
import { useNow } from "../format/useNow.ts";
import { languageOf } from "../format/words.ts";
import { STATES, titleIn } from "../knowledge/options.ts";
import { Badge, type Tone } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { notices } from "../ui/notices.ts";
import { effectOf, verdictOf } from "./effect.ts";
import { type Gap, type Trend, useDismiss, useRestore, writingAddress } from "./gaps.ts";
import { Weeks } from "./Weeks.tsx";
import { words } from "./words.ts";

const TRENDS: Readonly<Record<Trend, Tone>> = {
  new: "info",
  rising: "attention",
  falling: "good",
  steady: "plain",
};
const VERDICTS: Readonly<Record<ReturnType<typeof verdictOf>, Tone>> = {
  unknown: "plain",
  closed: "good",
  partly: "attention",
  open: "danger",
};

/** Questions of one meaning, and what to do about them. */
export function GapRow({ gap }: { gap: Gap }) {
  const now = useNow(60_000);
  const [first, ...others] = gap.questions;
  return (
    <li className="gap">
      <div className="gap__what">
        <p className="gap__text" dir="auto">
          {first?.text ?? gap.text}
        </p>
        <p className="gap__facts">
          <Badge tone="attention">{words.times(gap.times)}</Badge>
          <Badge tone={TRENDS[gap.trend]}>{words.trends[gap.trend]}</Badge>
          {gap.badly_rated > 0 && <Badge tone="danger">{words.badlyRated(gap.badly_rated)}</Badge>}
          <span>{languageOf(gap.language)}</span>
          <time dateTime={gap.last_at} title={fullTime(gap.last_at)}>
            {shortAge(gap.last_at, now)}
          </time>
          {first && <Link to={`/inbox/all/${first.conversation}`}>{words.lastChat}</Link>}
        </p>
        {others.length > 0 && (
          <details className="gap__others">
            <summary>{words.otherWordings(others.length)}</summary>
            <ul>
              {others.map((one) => (
                <li key={one.text}>
                  <Link to={`/inbox/all/${one.conversation}`} dir="auto">
                    {one.text}
                  </Link>
                  {one.times > 1 && words.inBrackets(one.times)}
                </li>
              ))}
            </ul>
          </details>
        )}
        <Outcome gap={gap} />
      </div>
      <Weeks weeks={gap.weeks} />
      <Deeds gap={gap} />
    </li>
  );
}

function Outcome({ gap }: { gap: Gap }) {
  if (!gap.article && !gap.effect) return null;
  const verdict = gap.effect ? verdictOf(gap.effect) : null;
  return (
    <p className="gap__outcome">
      {verdict && <Badge tone={VERDICTS[verdict]}>{words.verdicts[verdict]}</Badge>}
      {gap.article && (
        <Link to={`/knowledge/${encodeURIComponent(gap.article.id)}`}>{gap.article.title}</Link>
      )}
      {gap.article && !gap.effect && (
        <span>{words.measured(titleIn(STATES, gap.article.state), gap.written_by ?? "")}</span>
      )}
      {gap.effect && <span title={fullTime(gap.effect.since)}>{effectOf(gap.effect)}</span>}
    </p>
  );
}

function Deeds({ gap }: { gap: Gap }) {
  const dismiss = useDismiss();
  const restore = useRestore();
  const onError = (problem: unknown) => notices.add(messageOf(problem), "attention");
  if (gap.dismissed_by) {
    return (
      <div className="gap__deeds">
        <span className="gap__by">{words.dismissedBy(gap.dismissed_by)}</span>
        <Button busy={restore.isPending} onClick={() => restore.mutate(gap.id, { onError })}>
          {words.putBack}
        </Button>
      </div>
    );
  }
  return (
    <div className="gap__deeds">
      {gap.article ? (
        <Link
          className="button button--plain"
          to={`/knowledge/${encodeURIComponent(gap.article.id)}`}
        >
          {words.openArticle}
        </Link>
      ) : (
        <Link className="button button--primary" to={writingAddress(gap)}>
          {words.write}
        </Link>
      )}
      {!gap.article && (
        <Button
          tone="quiet"
          busy={dismiss.isPending}
          onClick={() => dismiss.mutate(gap.id, { onError })}
        >
          {words.dismiss}
        </Button>
      )}
    </div>
  );
}
