import { useState } from "react";
import { messageOf } from "../api/http.ts";
import type { CustomerOrder } from "../api/types.ts";
import { money } from "../format/money.ts";
import { briefTime } from "../format/time.ts";
import { Button } from "../ui/Button.tsx";
import { focusFirst } from "../ui/came-from.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { DeedForm } from "./forms.tsx";
import {
  type DeedArgs,
  type DeedLine,
  type DoneReceipt,
  type Plan,
  useChoices,
  useConfirm,
  usePlan,
} from "./orders.ts";
import { deedName, words } from "./words.ts";

interface Props {
  readonly conversation: string;
  readonly action: string;
  readonly order: CustomerOrder;
  readonly onClose: () => void;
}

/** From what is wanted over the plan to the receipt: nothing is done before the plan was seen. */
export function DeedDialog({ conversation, action, order, onClose }: Props) {
  const choices = useChoices(conversation);
  const planning = usePlan(conversation);
  const confirming = useConfirm(conversation);
  const [plan, setPlan] = useState<Plan | null>(null);
  const [changed, setChanged] = useState(false);
  const [done, setDone] = useState<DoneReceipt | null>(null);
  const [key, setKey] = useState("");
  const problem = planning.error ?? confirming.error ?? choices.error;

  const show = (args: DeedArgs) =>
    planning.mutate(
      { action, args },
      {
        onSuccess: (answer) => {
          setPlan(answer.plan);
          setChanged(false);
          setKey(crypto.randomUUID());
        },
      },
    );
  const confirm = (agreed: Plan) =>
    confirming.mutate(
      { token: agreed.token, key },
      {
        onSuccess: (answer) => {
          if (answer.receipt) return setDone(answer.receipt);
          setPlan(answer.plan);
          setChanged(true);
          setKey(crypto.randomUUID());
        },
      },
    );
  const title = `${deedName(action)}: ${order.number}`;
  return (
    <Dialog
      open
      onClose={onClose}
      title={done ? words.doneTitle : title}
      description={done ? words.doneHint : plan ? words.planHint : undefined}
    >
      {problem && (
        <p className="form__problem" role="alert">
          {messageOf(problem)}
        </p>
      )}
      {done && <Done receipt={done} onClose={onClose} />}
      {plan && !done && (
        <>
          {changed && <p className="form__problem">{words.changed}</p>}
          <Lines lines={plan.lines} title={words.planTitle} planned />
          {/* The way back has the focus, so that a key pressed twice confirms nothing. */}
          <div ref={focusFirst} className="dialog__actions">
            <Button onClick={() => setPlan(null)}>{words.back}</Button>
            <Button tone="primary" busy={confirming.isPending} onClick={() => confirm(plan)}>
              {words.confirm}
            </Button>
          </div>
        </>
      )}
      {choices.isPending && <Skeleton rows={3} label={title} />}
      {choices.data && !done && (
        // Kept behind the plan: who changes it finds what they chose and wrote.
        <div hidden={plan !== null}>
          <DeedForm
            conversation={conversation}
            action={action}
            order={order}
            choices={choices.data}
            busy={planning.isPending}
            onCancel={onClose}
            onPlan={show}
          />
        </div>
      )}
    </Dialog>
  );
}

function Done({ receipt, onClose }: { receipt: DoneReceipt; onClose: () => void }) {
  return (
    <>
      <Lines lines={receipt.lines} title={words.doneTitle} />
      {receipt.undo_until && (
        <p className="field__hint">{words.undoUntil(briefTime(receipt.undo_until))}</p>
      )}
      <div className="dialog__actions">
        <Button tone="primary" onClick={onClose}>
          {words.close}
        </Button>
      </div>
    </>
  );
}

interface LinesProps {
  readonly lines: readonly DeedLine[];
  readonly title: string;
  /** Nothing is ticked before it is done. */
  readonly planned?: boolean;
}

function Lines({ lines, title, planned = false }: LinesProps) {
  return (
    <ul className="deed__lines" aria-label={title}>
      {lines.map((line) => (
        <li key={line.text}>
          {planned ? <i className="deed__dot" /> : <Icon name="check" size={14} />}
          <span>{line.text}</span>
          {line.amount && <span className="order__price">{money(line.amount)}</span>}
        </li>
      ))}
    </ul>
  );
}
