import { useState } from "react";
import { messageOf } from "../api/http.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { notices } from "../ui/notices.ts";
import { Skeleton } from "../ui/Skeleton.tsx";
import { type Alerts, KINDS, useAlertChoices, useChooseAlerts, WAYS } from "./preferences.ts";
import { words } from "./words.ts";

export function AlertsDialog({ onClose }: { onClose: () => void }) {
  const choices = useAlertChoices();
  return (
    <Dialog open onClose={onClose} title={words.title} description={words.text}>
      {choices.data ? (
        <Choices alerts={choices.data.alerts} />
      ) : choices.isError ? (
        <ErrorState
          title={words.failed}
          problem={choices.error}
          onRetry={() => void choices.refetch()}
        />
      ) : (
        <Skeleton rows={2} label={words.loading} />
      )}
    </Dialog>
  );
}

function Choices({ alerts }: { alerts: Alerts }) {
  const choose = useChooseAlerts();
  const [chosen, setChosen] = useState(alerts);
  const change = (name: keyof Alerts, on: boolean) => {
    const next = { ...chosen, [name]: on };
    setChosen(next);
    choose.mutate(next, {
      onError: (problem) => {
        setChosen(chosen);
        notices.add(messageOf(problem), "attention");
      },
    });
  };
  return (
    <div className="form">
      {KINDS.map((kind) => (
        <fieldset key={kind} className="alerts">
          <legend className="alerts__kind">{words.kinds[kind]}</legend>
          {WAYS.map((way) => (
            <label key={way} className="alerts__way">
              <input
                type="checkbox"
                checked={chosen[`${kind}_${way}`]}
                onChange={(event) => change(`${kind}_${way}`, event.target.checked)}
              />
              {words.ways[way]}
            </label>
          ))}
        </fieldset>
      ))}
      <Permission />
      <p className="dialog__note">{words.soundsLater}</p>
    </div>
  );
}

function Permission() {
  const known = "Notification" in window ? Notification.permission : "denied";
  const [permission, setPermission] = useState(known);
  if (permission === "granted") return null;
  if (permission === "denied") return <p className="dialog__note">{words.denied}</p>;
  return (
    <div className="alerts__ask">
      <p className="dialog__note">{words.ask}</p>
      <Button onClick={() => void Notification.requestPermission().then(setPermission)}>
        {words.allow}
      </Button>
    </div>
  );
}
