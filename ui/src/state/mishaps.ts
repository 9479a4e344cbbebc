/** Hears of errors that nobody in the page took care of. Returns what stops that. */
export function onMishap(heard: (message: string) => void): () => void {
  const said = (error: unknown): void => {
    // The engine also reports what is no error, such as a layout that took two passes.
    if (error instanceof Error) heard(error.message);
  };
  const onError = ({ error }: ErrorEvent): void => said(error);
  const onRejection = ({ reason }: PromiseRejectionEvent): void => said(reason);
  window.addEventListener('error', onError);
  window.addEventListener('unhandledrejection', onRejection);
  return () => {
    window.removeEventListener('error', onError);
    window.removeEventListener('unhandledrejection', onRejection);
  };
}

export function mishap(message: string): string {
  return `Something went wrong in this window: ${message}. If it does not go on, close it; what you typed is kept.`;
}
