import { type FormEvent, type ReactNode, useState } from "react";
import type { Address, CustomerOrder } from "../api/types.ts";
import { Button } from "../ui/Button.tsx";
import { focusFirst } from "../ui/came-from.ts";
import { Field } from "../ui/Field.tsx";
import { CaseForm } from "./CaseForm.tsx";
import { methodOptions, SelectField } from "./fields.tsx";
import type { Choices, DeedArgs } from "./orders.ts";
import { PiecesField, useChosen } from "./PiecesField.tsx";
import { SwapForm } from "./SwapForm.tsx";
import { words } from "./words.ts";
import { reasonName } from "./words-reasons.ts";

export interface FormProps {
  readonly conversation: string;
  readonly action: string;
  readonly order: CustomerOrder;
  readonly choices: Choices;
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onPlan: (args: DeedArgs) => void;
}

/** What has to be known before the plan of a deed can be shown. */
export function DeedForm(props: FormProps) {
  switch (props.action) {
    case "cancel":
      return <CancelForm {...props} />;
    case "change_address":
      return <AddressForm {...props} />;
    case "change_payment":
      return <PaymentForm {...props} />;
    case "return_items":
      return <ReturnForm {...props} />;
    case "open_case":
      return <CaseForm {...props} />;
    case "settle_request":
      return (
        <FormFrame {...props} ready args={{ order: props.order.number }}>
          <p>{words.settleText(props.order.request?.kind ?? "")}</p>
        </FormFrame>
      );
    default:
      return <SwapForm {...props} />;
  }
}

interface FrameProps extends FormProps {
  readonly args: DeedArgs;
  readonly ready: boolean;
  readonly children: ReactNode;
}

export function FormFrame({ args, ready, busy, onCancel, onPlan, children }: FrameProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !busy) onPlan(args);
  };
  return (
    <form ref={focusFirst} className="form" onSubmit={submit}>
      {children}
      <div className="dialog__actions">
        <Button onClick={onCancel}>{words.cancel}</Button>
        <Button type="submit" tone="primary" busy={busy} disabled={!ready}>
          {words.preview}
        </Button>
      </div>
    </form>
  );
}

function CancelForm(props: FormProps) {
  const { order, choices } = props;
  const [reason, setReason] = useState(choices.reasons[0] ?? "");
  const [method, setMethod] = useState("");
  const giftCards = choices.methods.filter((one) => one.kind === "gift_card");
  return (
    <FormFrame {...props} ready args={{ order: order.number, reason, method: method || null }}>
      <SelectField
        label={words.reason}
        value={reason}
        options={choices.reasons.map((value) => ({ value, title: reasonName(value) }))}
        onChange={setReason}
      />
      <SelectField
        label={words.refundTo}
        value={method}
        options={methodOptions(giftCards, words.wherePaid)}
        onChange={setMethod}
      />
    </FormFrame>
  );
}

function PaymentForm(props: FormProps) {
  const { order, choices } = props;
  const others = choices.methods.filter((one) => one.id !== order.paid_with);
  const [method, setMethod] = useState(others[0]?.id ?? "");
  return (
    <FormFrame {...props} ready={method !== ""} args={{ order: order.number, method }}>
      {others.length > 0 ? (
        <SelectField
          label={words.method}
          value={method}
          options={methodOptions(others)}
          onChange={setMethod}
        />
      ) : (
        <p>{words.noOtherMethod}</p>
      )}
    </FormFrame>
  );
}

const PARTS = ["line1", "line2", "city", "region", "postal_code", "country"] as const;
const REQUIRED: ReadonlySet<string> = new Set(["line1", "city", "postal_code", "country"]);

function AddressForm(props: FormProps) {
  const { order } = props;
  const [address, setAddress] = useState<Address>(order.address);
  return (
    <FormFrame {...props} ready args={{ order: order.number, address }}>
      {PARTS.map((part) => (
        <Field key={part} label={words.address[part]}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              autoComplete="off"
              required={REQUIRED.has(part)}
              value={address[part]}
              onChange={(event) => setAddress({ ...address, [part]: event.target.value })}
            />
          )}
        </Field>
      ))}
    </FormFrame>
  );
}

function ReturnForm(props: FormProps) {
  const { order, choices } = props;
  const pieces = useChosen(order);
  const [method, setMethod] = useState("");
  const giftCards = choices.methods.filter((one) => one.kind === "gift_card");
  return (
    <FormFrame
      {...props}
      ready={pieces.items.length > 0}
      args={{ order: order.number, items: pieces.items, method: method || null }}
    >
      <PiecesField pieces={pieces} />
      <SelectField
        label={words.refundTo}
        value={method}
        options={methodOptions(giftCards, words.wherePaid)}
        onChange={setMethod}
      />
    </FormFrame>
  );
}
