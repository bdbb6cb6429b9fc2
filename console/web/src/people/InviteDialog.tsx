import { type FormEvent, useState } from "react";
import { messageOf } from "../api/http.ts";
import type { AgentRole } from "../api/types.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { notices } from "../ui/notices.ts";
import { useInvite } from "./people.ts";

const BLANK = { email: "", name: "", role: "agent" as AgentRole };

export function InviteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [form, setForm] = useState(BLANK);
  const invite = useInvite();
  const close = () => {
    setForm(BLANK);
    invite.reset();
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate(form, {
      onSuccess: () => {
        notices.add(`${form.name} is invited. A link is on its way.`);
        close();
      },
    });
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title="Invite somebody"
      description="They get a mail with a link to choose a password."
    >
      <form onSubmit={submit} className="form">
        <Field label="Name">
          {(ids) => (
            <input
              {...ids}
              className="input"
              required
              maxLength={80}
              value={form.name}
              onChange={(event) => setForm({ ...form, name: event.target.value })}
            />
          )}
        </Field>
        <Field label="E-mail">
          {(ids) => (
            <input
              {...ids}
              className="input"
              type="email"
              required
              maxLength={254}
              value={form.email}
              onChange={(event) => setForm({ ...form, email: event.target.value })}
            />
          )}
        </Field>
        <Field label="Role" hint="Admins also write articles and invite people.">
          {(ids) => (
            <select
              {...ids}
              className="input input--select"
              value={form.role}
              onChange={(event) => setForm({ ...form, role: event.target.value as AgentRole })}
            >
              <option value="agent">Agent</option>
              <option value="admin">Admin</option>
            </select>
          )}
        </Field>
        {invite.isError && (
          <p className="form__problem" role="alert">
            {messageOf(invite.error)}
          </p>
        )}
        <div className="dialog__actions">
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" tone="primary" busy={invite.isPending}>
            Send the invitation
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
