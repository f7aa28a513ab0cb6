/** What a message of an alert says, in one language: mail, webhook, CAP and Atom are made of it. */
export interface MessageText {
  /** What happened to the alert: "Alerta nueva", "Resuelta". */
  what: string;
  isNew: boolean;
  /** Says it all; under 140 characters. */
  headline: string;
  lines: readonly string[];
  /** What is not known. */
  unknown: readonly string[];
  /** What to do; empty where it is over. */
  advice: readonly string[];
  /** Whom to call for victims: one line each. */
  referrals: readonly string[];
  /** Restores the view. */
  url: string;
  /** Opens the page with the button; null where there is nothing to acknowledge. */
  acknowledgeUrl: string | null;
  isSynthetic: boolean;
}
