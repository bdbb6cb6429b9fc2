import { type ReactNode, useState } from "react";
import { formatLocale } from "../locales/language.ts";
import { Badge, type Tone } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { numbered } from "../ui/numbered.ts";
import { FlipRow } from "./FlipRow.tsx";
import { OtherArticle, Pair } from "./Pair.tsx";
import { FLIP_GROUPS, type FlipGroup, needsLook, type Review } from "./review.ts";
import { words } from "./words.ts";

const SHOWN = 5;

/** What a review found, the worst first, in words for who writes the articles. */
export function ReviewFindings({ review }: { review: Review }) {
  return (
    <>
      <Verdict review={review} />
      {FLIP_GROUPS.filter(({ kind }) => kind === "lost").map((group) => (
        <Flips key={group.kind} review={review} {...group} />
      ))}
      <Listed
        title={words.contradicts}
        tone="danger"
        items={review.contradictions}
        row={(one) => (
          <Pair
            about={one.is_new ? null : <Badge>{words.before}</Badge>}
            left={{ head: words.thisArticle, text: one.yours, marked: one.yours_says }}
            right={{
              head: <OtherArticle id={one.key} title={one.title} />,
              text: one.theirs,
              marked: one.theirs_says,
            }}
          />
        )}
      />
      {FLIP_GROUPS.filter(({ kind }) => kind !== "lost" && kind !== "reworded").map((group) => (
        <Flips key={group.kind} review={review} {...group} />
      ))}
      <Listed
        title={words.missed}
        tone="attention"
        items={review.missed}
        row={(one) => (
          <p className="review__missed">
            <span dir="auto">{one.question}</span>
            <span className="review__note">
              {one.after ? (
                <>
                  {words.answeredBy.before}
                  <OtherArticle id={one.after.key} title={one.after.title} />
                  {words.answeredBy.after}
                </>
              ) : (
                words.notNear
              )}
            </span>
          </p>
        )}
      />
      <Listed
        title={words.duplicates}
        tone="attention"
        items={review.duplicates}
        row={(one) => (
          <Pair
            about={one.part === "question" ? <Badge>{words.question}</Badge> : null}
            left={{ head: words.thisArticle, text: one.yours }}
            right={{ head: <OtherArticle id={one.key} title={one.title} />, text: one.theirs }}
          />
        )}
      />
      {FLIP_GROUPS.filter(({ kind }) => kind === "reworded").map((group) => (
        <Flips key={group.kind} review={review} {...group} />
      ))}
    </>
  );
}

function Verdict({ review }: { review: Review }) {
  const tried = review.asked + review.own;
  const look = needsLook(review);
  return (
    <p className={`try__verdict try__verdict--${look ? "no" : "yes"}`} role="status">
      <Icon name={look ? "alert" : "check"} />
      <span>
        {summary(review, tried)}
        {tried > 0 && (
          <span className="review__took">{words.askedIn(seconds(review.milliseconds))}</span>
        )}
      </span>
    </p>
  );
}

function summary(review: Review, tried: number): string {
  if (tried === 0) return words.nothingAsked;
  const asked = words.tried(review.asked, review.own);
  if (review.flips.length === 0) return words.allStay(asked);
  return words.someChange(asked, review.flips.length, review.stay);
}

function seconds(milliseconds: number): string {
  const format = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(formatLocale, format).format(milliseconds / 1_000);
}

function Flips({ review, kind, tone }: FlipGroup & { readonly review: Review }) {
  const flips = review.flips.filter((flip) => flip.kind === kind);
  return (
    <Listed
      title={words.groups[kind]}
      tone={tone}
      items={flips}
      row={(flip) => <FlipRow flip={flip} />}
    />
  );
}

interface ListedProps<T> {
  readonly title: string;
  readonly tone: Tone;
  readonly items: readonly T[];
  readonly row: (item: T) => ReactNode;
}

function Listed<T>({ title, tone, items, row }: ListedProps<T>) {
  const [all, setAll] = useState(false);
  if (items.length === 0) return null;
  const shown = all ? items : items.slice(0, SHOWN);
  return (
    <section className="review__part" aria-label={title}>
      <h3 className="review__title">
        {title} <Badge tone={tone}>{items.length}</Badge>
      </h3>
      <ul className="review__list">
        {numbered(shown).map(({ place, item }) => (
          <li key={place} className="review__row">
            {row(item)}
          </li>
        ))}
      </ul>
      {shown.length < items.length && (
        <Button tone="quiet" onClick={() => setAll(true)}>
          {words.showAll(items.length)}
        </Button>
      )}
    </section>
  );
}
