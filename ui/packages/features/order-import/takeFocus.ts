/** What had the focus is gone with the step before: this takes it, so that the keys of the new step work at once. */
export const takeFocus = (element: HTMLElement | null) => {
  if (document.activeElement === document.body) element?.focus();
};
