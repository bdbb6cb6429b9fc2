import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Paper } from "../../conversation/inquiries.ts";
import { useUi } from "../context.ts";
import { Icon } from "../icons.tsx";
import { Failed, Frame, type RoomProps, Waiting } from "./frame.tsx";
import { type Kept, readKept } from "./kept.ts";
import { save } from "./save.ts";

type Step = "shown" | "sure" | "going" | "gone" | "failed";

/** What the shop keeps of the shopper: seen, taken along, forgotten. */
export function DataRoom({ session, onBack }: RoomProps): JSX.Element {
  const { t } = useUi();
  const box = useRef<HTMLDivElement>(null);
  const [paper, setPaper] = useState<Paper | "failed" | null>(null);
  const [step, setStep] = useState<Step>("shown");
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let here = true;
    setPaper(null);
    session.inquire("export").then(
      (all) => here && setPaper(all),
      () => here && setPaper("failed"),
    );
    return () => {
      here = false;
    };
  }, [session, tries]);

  const forget = async () => {
    setStep("going");
    try {
      await session.inquire("erase");
      setStep("gone");
    } catch {
      setStep("failed");
    }
  };
  if (step === "gone") {
    return (
      <Frame title={t.forgotten} onBack={onBack}>
        <p>{t.forgottenLine}</p>
        <p>{t.forgetStays}</p>
        <button type="button" class="solid-button" onClick={onBack}>
          {t.back}
        </button>
      </Frame>
    );
  }
  return (
    <Frame title={t.data} onBack={onBack}>
      <div ref={box}>
        <p>{t.dataLine}</p>
        {paper === null && <Waiting />}
        {paper === "failed" && <Failed onRetry={() => setTries(tries + 1)} />}
        {paper && paper !== "failed" && (
          <>
            <Summary kept={readKept(paper.text)} />
            <button type="button" class="quiet-button" onClick={() => save(paper, box.current)}>
              <Icon name="download" size={16} />
              {t.dataDownload}
            </button>
          </>
        )}
        <Forgetting step={step} onStep={setStep} onForget={forget} />
      </div>
    </Frame>
  );
}

function Summary({ kept }: { kept: Kept }): JSX.Element {
  const { t } = useUi();
  const known = kept.counts.filter(({ store }) => t.stores[store]);
  return (
    <>
      <dl class="kept">
        {known.map(({ store, rows, stays }) => (
          <div key={store}>
            <dt>
              {t.stores[store]}
              {stays && <small>{t.dataStays}</small>}
            </dt>
            <dd>{rows}</dd>
          </div>
        ))}
      </dl>
      <h3>{t.memory}</h3>
      {kept.memory.length === 0 ? (
        <p class="room-note">{t.memoryNone}</p>
      ) : (
        <dl class="kept">
          {kept.memory.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

interface ForgettingProps {
  readonly step: Step;
  readonly onStep: (step: Step) => void;
  readonly onForget: () => void;
}

function Forgetting({ step, onStep, onForget }: ForgettingProps): JSX.Element {
  const { t } = useUi();
  const group = useRef<HTMLFieldSetElement>(null);
  const asked = step !== "shown";
  // What was pressed is gone from the screen: the focus goes on to what came in its place.
  useEffect(() => {
    if (asked) group.current?.focus();
  }, [asked]);
  if (!asked) {
    return (
      <button type="button" class="quiet-button is-danger" onClick={() => onStep("sure")}>
        {t.forget}
      </button>
    );
  }
  return (
    <fieldset class="sure" aria-label={t.forget} ref={group} tabIndex={-1}>
      <strong>{t.forgetSure}</strong>
      <p>{t.forgetGoes}</p>
      <p>{t.forgetStays}</p>
      {step === "failed" && <p role="alert">{t.roomFailed}</p>}
      <div class="sure-row">
        <button
          type="button"
          class="solid-button is-danger"
          disabled={step === "going"}
          onClick={onForget}
        >
          {step === "going" ? t.loading : t.forget}
        </button>
        <button type="button" class="quiet-button" onClick={() => onStep("shown")}>
          {t.keep}
        </button>
      </div>
    </fieldset>
  );
}
